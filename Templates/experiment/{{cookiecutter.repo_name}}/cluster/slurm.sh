#!/usr/bin/env bash
# The experiment as a job of Slurm, submitted from the experiment's folder:
#
#   sbatch cluster/slurm.sh                                # all steps, on eight cores of one machine
#   sbatch --time=1:00:00 cluster/slurm.sh evaluate        # one step
#   sbatch --ntasks=16 --cpus-per-task=4 cluster/slurm.sh  # 16 processes, on one machine or more (MPI)
#
# Options of sbatch go before those below; many clusters also want --partition or --account.
# Two minutes before its time is up the job stops at a checkpoint and is queued again, until all is done.
#SBATCH --job-name=mlpf
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=8
#SBATCH --mem-per-cpu=1G
#SBATCH --time=24:00:00
#SBATCH --signal=B:USR1@120
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=slurm-%j.log
set -u
cd "${SLURM_SUBMIT_DIR:-.}" || exit
export RANKS="${SLURM_NTASKS:-1}" CORES="${SLURM_CPUS_PER_TASK:-1}"

again=
cluster/steps.sh "$@" &
steps=$!
trap 'again=yes; kill -TERM "$steps" 2>/dev/null' USR1
trap 'kill -TERM "$steps" 2>/dev/null' TERM
wait "$steps"
status=$?
while kill -0 "$steps" 2>/dev/null; do
  wait "$steps"
  status=$?
done
if [ -n "$again" ] && [ "$status" = 130 ]; then
  scontrol requeue "$SLURM_JOB_ID"
fi
exit "$status"
