// libcurl brings some thirty libraries along. Loading them takes 4 ms, half of what the program needs
// to start, and few commands use the network: it is opened when it is first called, not linked.
//
// Swift cannot call functions with a variable number of arguments: one function per type here.
#include <curl/curl.h>
#include <dlfcn.h>

// The library; NULL if there is none. Opening it again only counts.
static inline void *ccurl_library(void) {
#ifdef __APPLE__
  return dlopen("libcurl.4.dylib", RTLD_NOW | RTLD_LOCAL);
#else
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  return library ? library : dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
#endif
}

// A function of the library, with the type its header gives it.
#define CCURL_FUNCTION(name) ((__typeof__(&name))dlsym(ccurl_library(), #name))

// Opens the library and sets it up; everything below needs that to have gone well.
static inline int ccurl_start(void) {
  return ccurl_library() && CCURL_FUNCTION(curl_global_init)(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static inline CURL *ccurl_create(void) { return CCURL_FUNCTION(curl_easy_init)(); }

static inline void ccurl_remove(CURL *handle) { CCURL_FUNCTION(curl_easy_cleanup)(handle); }

static inline CURLcode ccurl_perform(CURL *handle) {
  return CCURL_FUNCTION(curl_easy_perform)(handle);
}

static inline const char *ccurl_message(CURLcode code) {
  return CCURL_FUNCTION(curl_easy_strerror)(code);
}

static inline CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value) {
  return CCURL_FUNCTION(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
  return CCURL_FUNCTION(curl_easy_setopt)(handle, option, value);
}

typedef size_t (*ccurl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode ccurl_set_receiver(CURL *handle, ccurl_receiver receiver, void *context) {
  CURLcode code = CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_WRITEFUNCTION, receiver);
  if (code != CURLE_OK) return code;
  return CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_WRITEDATA, context);
}

static inline CURLcode ccurl_set_header_receiver(
    CURL *handle, ccurl_receiver receiver, void *context) {
  CURLcode code = CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_HEADERFUNCTION, receiver);
  if (code != CURLE_OK) return code;
  return CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_HEADERDATA, context);
}

// A longer list of header lines; NULL, with the list as it was, if there is no memory.
static inline struct curl_slist *ccurl_add_line(struct curl_slist *lines, const char *line) {
  return CCURL_FUNCTION(curl_slist_append)(lines, line);
}

static inline void ccurl_remove_lines(struct curl_slist *lines) {
  CCURL_FUNCTION(curl_slist_free_all)(lines);
}

static inline CURLcode ccurl_set_header_lines(CURL *handle, struct curl_slist *lines) {
  return CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_HTTPHEADER, lines);
}

typedef size_t (*ccurl_sender)(char *place, size_t size, size_t count, void *context);

// What a request sends, and how many bytes that is.
static inline CURLcode ccurl_set_sender(
    CURL *handle, ccurl_sender sender, void *context, curl_off_t length) {
  CURLcode code = CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_READFUNCTION, sender);
  if (code != CURLE_OK) return code;
  code = CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_READDATA, context);
  if (code != CURLE_OK) return code;
  return CCURL_FUNCTION(curl_easy_setopt)(handle, CURLOPT_INFILESIZE_LARGE, length);
}

// Where an answer leads that was not followed, as a whole URL; NULL if it leads nowhere.
static inline const char *ccurl_redirect(CURL *handle) {
  char *url = NULL;
  CCURL_FUNCTION(curl_easy_getinfo)(handle, CURLINFO_REDIRECT_URL, &url);
  return url;
}

// The status of the last answer; 0 if there was none.
static inline long ccurl_status(CURL *handle) {
  long status = 0;
  CCURL_FUNCTION(curl_easy_getinfo)(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

// The length that the server announced; -1 if it did not.
static inline curl_off_t ccurl_length(CURL *handle) {
  curl_off_t length = -1;
  CCURL_FUNCTION(curl_easy_getinfo)(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  return length;
}

// Several transfers on one thread.
static inline CURLM *ccurl_multi_create(void) { return CCURL_FUNCTION(curl_multi_init)(); }

static inline void ccurl_multi_remove(CURLM *multi) {
  CCURL_FUNCTION(curl_multi_cleanup)(multi);
}

static inline CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) {
  return CCURL_FUNCTION(curl_multi_add_handle)(multi, handle);
}

static inline CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) {
  return CCURL_FUNCTION(curl_multi_remove_handle)(multi, handle);
}

// Sends and receives what can be without waiting.
static inline CURLMcode ccurl_multi_perform(CURLM *multi) {
  int running = 0;
  return CCURL_FUNCTION(curl_multi_perform)(multi, &running);
}

// Waits until there is something to do, at most some milliseconds.
static inline CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds) {
  return CCURL_FUNCTION(curl_multi_poll)(multi, NULL, 0, milliseconds, NULL);
}

// A transfer that has ended; NULL if there is none.
static inline CURL *ccurl_multi_ended(CURLM *multi, CURLcode *code) {
  int left = 0;
  CURLMsg *message;
  while ((message = CCURL_FUNCTION(curl_multi_info_read)(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    *code = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}
