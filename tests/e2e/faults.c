/* A disk that fails, tears, lies or loses its power: preloaded into one program, and felt by the
 * journal's files alone. Its environment says what befalls which operation:
 *
 *   FAULT_FOLDER       only files below it are touched
 *   FAULT_LOG          each operation is told here: its number, what it is, the file, and "!" when
 *                      something befell it
 *   FAULT_SHADOW       what a power cut leaves is kept here: inodes/ and, under their names, entries/
 *   FAULT              eio: syncs fail. enospc: writes fail. tear: a write is cut in half and the
 *                      program is killed. cut: the program is killed before the operation
 *   FAULT_FROM, _TO    the operations that it befalls, first to last, counted from 1
 *   FAULT_LIE          what comes of syncs that claim to have succeeded: nothing, or every other
 *                      page
 *   FAULT_LIE_FROM, _TO  which those are
 *   FAULT_LOCK         set: no file can be locked
 *
 * The machine below keeps its power, so an honoured sync is one into the shadow only. The shadow is
 * as pessimistic as a file system may be: contents are kept as of their file's last sync, names as
 * of their folder's. The shared-memory file is no part of it: it does not outlive a boot. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

enum what { OTHER, WRITE, SYNC, FOLDER };
enum fate { HONOURED, FAILED, TORN, LIED };

static const char *const WORDS[] = {"other", "write", "sync", "folder"};
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long operations;

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

static int among(const char *from, const char *to) {
    return *setting(from) && operations >= atol(setting(from)) && operations <= atol(setting(to));
}

static void power_off(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int is_journal(const char *path) {
    const char *folder = setting("FAULT_FOLDER"), *name = strrchr(path, '/');
    return *folder && !strncmp(path, folder, strlen(folder)) && name &&
           strstr(name, "journal.sqlite") && !strstr(name, "-shm");
}

static enum what what_is(int fd, enum what change, char path[PATH_MAX]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 16);
    if (length <= 0) return OTHER;
    path[length] = 0;
    if (is_journal(path)) return change;
    if (change != SYNC) return OTHER;
    strcat(path, "/journal.sqlite");
    int found = is_journal(path) && !access(path, F_OK);
    path[length] = 0;
    return found ? FOLDER : OTHER;
}

static enum fate fate_of(enum what what, const char *path) {
    operations++;
    const char *fault = setting("FAULT");
    int now = among("FAULT_FROM", "FAULT_TO"), cut = 0;
    enum fate fate = HONOURED;
    if (what != WRITE && among("FAULT_LIE_FROM", "FAULT_LIE_TO")) fate = LIED;
    if (now && what != WRITE && !strcmp(fault, "eio")) fate = FAILED;
    if (now && what == WRITE && !strcmp(fault, "enospc")) fate = FAILED;
    if (now && what == WRITE && !strcmp(fault, "tear")) fate = TORN;
    if (now && !strcmp(fault, "cut")) cut = 1;
    int log = open(setting("FAULT_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (log >= 0) {
        dprintf(log, "%ld %s %s%s\n", operations, WORDS[what], strrchr(path, '/') + 1,
                fate != HONOURED || cut ? " !" : "");
        close(log);
    }
    if (cut) power_off();
    return fate;
}

static void shadow_of(char into[PATH_MAX], ino_t inode) {
    snprintf(into, PATH_MAX, "%s/inodes/%lu", setting("FAULT_SHADOW"), (unsigned long)inode);
}

static void keep_contents(int fd, int every) {
    char into[PATH_MAX], bytes[4096];
    struct stat stat;
    if (fstat(fd, &stat)) return;
    shadow_of(into, stat.st_ino);
    /* In place, for its entry is another link to it. */
    int copy = open(into, O_WRONLY | O_CREAT, 0600);
    if (REAL(ftruncate)(copy, stat.st_size)) abort();
    ssize_t length;
    for (off_t at = 0; (length = pread(fd, bytes, sizeof bytes, at)) > 0; at += (off_t)every * sizeof bytes)
        if (REAL(pwrite)(copy, bytes, length, at) != length) abort();
    close(copy);
}

static void keep_names(const char *folder) {
    char entries[PATH_MAX], from[PATH_MAX], inode[PATH_MAX], to[PATH_MAX];
    struct dirent *entry;
    snprintf(entries, sizeof entries, "%s/entries", setting("FAULT_SHADOW"));
    DIR *old = opendir(entries);
    if (!old) return;
    while ((entry = readdir(old)))
        if (strstr(entry->d_name, "journal")) unlinkat(dirfd(old), entry->d_name, 0);
    closedir(old);
    DIR *now = opendir(folder);
    if (!now) abort();
    while ((entry = readdir(now))) {
        struct stat stat;
        snprintf(from, sizeof from, "%.2000s/%.250s", folder, entry->d_name);
        if (!is_journal(from) || lstat(from, &stat)) continue;
        shadow_of(inode, stat.st_ino);
        snprintf(to, sizeof to, "%.2000s/%.250s", entries, entry->d_name);
        /* A name without contents, if those were never synced. */
        close(open(inode, O_WRONLY | O_CREAT, 0600));
        if (link(inode, to)) abort();
    }
    closedir(now);
}

static int on_sync(int fd, int (*real)(int)) {
    char path[PATH_MAX];
    enum what what = what_is(fd, SYNC, path);
    if (what == OTHER) return real(fd);
    pthread_mutex_lock(&mutex);
    enum fate fate = fate_of(what, path);
    if (*setting("FAULT_SHADOW")) {
        int half = fate == LIED && !strcmp(setting("FAULT_LIE"), "half");
        if (fate == HONOURED && what == FOLDER) keep_names(path);
        if (what == SYNC && (fate == HONOURED || half)) keep_contents(fd, half ? 2 : 1);
    }
    pthread_mutex_unlock(&mutex);
    if (fate != FAILED) return 0;
    errno = EIO;
    return -1;
}

static enum fate on_write(int fd) {
    char path[PATH_MAX];
    if (what_is(fd, WRITE, path) == OTHER) return HONOURED;
    pthread_mutex_lock(&mutex);
    enum fate fate = fate_of(WRITE, path);
    pthread_mutex_unlock(&mutex);
    if (fate == FAILED) errno = ENOSPC;
    return fate;
}

int fsync(int fd) { return on_sync(fd, REAL(fsync)); }
int fdatasync(int fd) { return on_sync(fd, REAL(fdatasync)); }

ssize_t write(int fd, const void *bytes, size_t length) {
    enum fate fate = on_write(fd);
    if (fate == FAILED) return -1;
    ssize_t written = REAL(write)(fd, bytes, fate == TORN ? length / 2 : length);
    if (fate == TORN) power_off();
    return written;
}

static ssize_t on_pwrite(int fd, const void *bytes, size_t length, off_t at) {
    enum fate fate = on_write(fd);
    if (fate == FAILED) return -1;
    ssize_t written = REAL(pwrite)(fd, bytes, fate == TORN ? length / 2 : length, at);
    if (fate == TORN) power_off();
    return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
    return on_pwrite(fd, bytes, length, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    return on_pwrite(fd, bytes, length, at);
}

int flock(int fd, int operation) {
    if (!*setting("FAULT_LOCK")) return REAL(flock)(fd, operation);
    errno = ENOLCK;
    return -1;
}

/* A change of length is whole or not there. */
#define WHOLE(call)                     \
    enum fate fate = on_write(fd);      \
    if (fate == FAILED) return -1;      \
    if (fate == TORN) power_off();      \
    return call

int ftruncate(int fd, off_t length) { WHOLE(REAL(ftruncate)(fd, length)); }
int ftruncate64(int fd, off64_t length) { WHOLE(REAL(ftruncate64)(fd, length)); }
int fallocate(int fd, int mode, off_t at, off_t length) {
    WHOLE(REAL(fallocate)(fd, mode, at, length));
}
int fallocate64(int fd, int mode, off64_t at, off64_t length) {
    WHOLE(REAL(fallocate64)(fd, mode, at, length));
}

static int on_posix_fallocate(int fd, off_t at, off_t length) {
    enum fate fate = on_write(fd);
    if (fate == FAILED) return ENOSPC;
    if (fate == TORN) power_off();
    return REAL(posix_fallocate)(fd, at, length);
}

int posix_fallocate(int fd, off_t at, off_t length) { return on_posix_fallocate(fd, at, length); }
int posix_fallocate64(int fd, off64_t at, off64_t length) {
    return on_posix_fallocate(fd, at, length);
}

/* Whatever stands under its inode's number from now on is another file. */
int unlink(const char *path) {
    char kept[PATH_MAX];
    struct stat stat;
    if (*setting("FAULT_SHADOW") && is_journal(path) && !lstat(path, &stat)) {
        shadow_of(kept, stat.st_ino);
        REAL(unlink)(kept);
    }
    return REAL(unlink)(path);
}
