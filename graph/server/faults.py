"""What the operating system refuses, said in one line of cause and one of cure.

In: an OSError and the path it is about. Out: a ServerError that a person can act on.
"""

import errno
import shutil
from pathlib import Path

from graph.errors import ServerError

NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
NOT_A_FOLDER = {errno.ENOTDIR, errno.EEXIST}


def cannot_write(error: OSError, path: Path, setting: str) -> ServerError:
    """Why `path` cannot be written; `setting` names the SNIJVLAK_ variable that moves it elsewhere."""
    elsewhere = f"set {setting} to a folder"
    if error.errno in NO_SPACE:
        cause, cure = "No space left on the disk", f"Free some space, or {elsewhere} on a disk that has it"
    elif error.errno in READ_ONLY:
        cause, cure = "Cannot write", f"Give yourself write permission on it, or {elsewhere} that you can write"
    elif error.errno in NOT_A_FOLDER:
        cause, cure = "A file is in the way of a folder", f"Move that file away, or {elsewhere} of its own"
    else:
        cause, cure = "Cannot write", f"Mend this on the disk, or {elsewhere} elsewhere"
    return ServerError(f"{cause}: {path} ({error.strerror or error})", f"{cure}.")


def require_space(folder: Path, need_mib: int, setting: str) -> int:
    """The MiB free where `folder` is or will be; raises ServerError when that is less than `need_mib`."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free_mib = shutil.disk_usage(there).free >> 20
    if free_mib < need_mib:
        raise ServerError(
            f"No space left on the disk: {free_mib} MiB free for {folder}, {need_mib} MiB needed",
            f"Free some space, or set {setting} to a folder on a disk that has it.",
        )
    return free_mib


def make_private(folder: Path, setting: str) -> Path:
    """The folder, made with mode 0700 whatever the umask; raises ServerError when it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise cannot_write(error, folder, setting) from error
    return folder
