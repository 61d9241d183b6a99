#!/usr/bin/env bash
# Steps of the experiment one after the other, as one job of a batch system:
#
#   cluster/steps.sh            # train, evaluate, explain and report, as far as they are not up to date
#   cluster/steps.sh evaluate   # one step
#
# Variables: FAIRMLPF  the program; fairmlpf if it is not set
#            IMAGE     an Apptainer image that has it
#            RANKS     processes that share a step by mpirun; needs a program that was built with MPI
#            CORES     cores of each process
#
# SIGTERM stops a training at a checkpoint; the exit code is 130 then, and the same job goes on from there.
set -euo pipefail
[ -f experiment.yaml ] || cd "$(dirname "$0")/.."

program=("${FAIRMLPF:-fairmlpf}")
if [ -n "${IMAGE:-}" ]; then
  program=(apptainer exec --bind "$PWD" --pwd "$PWD" "$IMAGE" "${program[@]}")
fi

running=
stopped=
trap 'stopped=yes; [ -z "$running" ] || kill -TERM "$running" 2>/dev/null || true' TERM INT

steps=("$@")
[ $# -gt 0 ] || steps=(train evaluate explain report)
for step in "${steps[@]}"; do
  command=("${program[@]}" "$step")
  case $step in
    train | evaluate | explain)
      if [ "${RANKS:-1}" -gt 1 ]; then
        # Open MPI kills its processes a second after SIGTERM otherwise.
        export OMPI_MCA_odls_base_sigkill_timeout=30
        command=(mpirun -np "$RANKS" --map-by "slot:PE=${CORES:-1}" "${command[@]}")
      fi
      ;;
  esac
  [ -z "$stopped" ] || exit 130
  "${command[@]}" &
  running=$!
  status=0
  wait "$running" || status=$?
  # A signal ends `wait` while the program still writes its checkpoint.
  while kill -0 "$running" 2>/dev/null; do
    status=0
    wait "$running" || status=$?
  done
  running=
  if [ "$status" != 0 ]; then
    [ -z "$stopped" ] || exit 130
    exit "$status"
  fi
done
