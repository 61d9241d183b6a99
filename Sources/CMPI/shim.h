// MPI's constants are macros with casts, which Swift cannot see: one function each here.
#include <mpi.h>

static inline MPI_Comm cmpi_world(void) { return MPI_COMM_WORLD; }
static inline MPI_Datatype cmpi_byte(void) { return MPI_BYTE; }

// Starts MPI for calls from the main thread, with errors as return codes.
static inline int cmpi_start(void) {
  int provided = 0;
  int code = MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
  if (code != MPI_SUCCESS) return code;
  return MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
}

// Whether calls can be made: after the start and before the end.
static inline int cmpi_is_running(void) {
  int started = 0, ended = 0;
  MPI_Initialized(&started);
  MPI_Finalized(&ended);
  return started && !ended;
}

// Whether a transfer has ended, which then is forgotten.
static inline int cmpi_test(MPI_Request *request, int *ended) {
  return MPI_Test(request, ended, MPI_STATUS_IGNORE);
}

// The sender of a message with the tag that has arrived, and its length; -1 if there is none.
static inline int cmpi_arrived(int tag, int *bytes) {
  int arrived = 0;
  MPI_Status status;
  if (MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &arrived, &status) != MPI_SUCCESS || !arrived)
    return -1;
  MPI_Get_count(&status, MPI_BYTE, bytes);
  return status.MPI_SOURCE;
}

static inline int cmpi_receive(void *buffer, int bytes, int source, int tag) {
  return MPI_Recv(buffer, bytes, MPI_BYTE, source, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}
