using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LatencyEngine.Journal.Log.Files;

/// <summary>fdatasync(2), and fsync(2) of a folder, which the framework does not offer. Any thread; no state.</summary>
internal static partial class LinuxFiles
{
    private const int Interrupted = 4;
    private const int ReadOnlyFolder = 0x10000 | 0x80000;
    private const int NoSpace = 28;
    private const int Quota = 122;

    public static void FlushData(SafeFileHandle handle, string path)
    {
        while (FDataSync(handle) != 0) ThrowUnlessInterrupted("fdatasync", path);
    }

    public static void FlushFolder(string folder)
    {
        var descriptor = Open(folder, ReadOnlyFolder);
        if (descriptor < 0) throw Failed("open", folder, Marshal.GetLastPInvokeError());
        try
        {
            while (FSync(descriptor) != 0) ThrowUnlessInterrupted("fsync", folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static void ThrowUnlessInterrupted(string call, string path)
    {
        var error = Marshal.GetLastPInvokeError();
        if (error != Interrupted) throw Failed(call, path, error);
    }

    private static IOException Failed(string call, string path, int error)
    {
        var message = $"{call} of {path} failed: {Marshal.GetPInvokeErrorMessage(error)} (error {error})";
        return error is NoSpace or Quota ? new DiskFullException(message, null) : new IOException(message, error);
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FDataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
