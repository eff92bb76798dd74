namespace LatencyEngine.Journal.Log.Files;

/// <summary>Tells a full disk from every other failure.</summary>
internal static class DiskErrors
{
    // ENOSPC is 28 everywhere; EDQUOT differs. Windows: ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private const int NoSpace = 28;
    private const int QuotaLinux = 122;
    private const int QuotaMac = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool IsFull(IOException failure)
    {
        if (OperatingSystem.IsWindows()) return failure.HResult is WindowsDiskFull or WindowsHandleDiskFull;
        return failure.HResult is NoSpace || failure.HResult == (OperatingSystem.IsMacOS() ? QuotaMac : QuotaLinux);
    }

    public static DiskFullException Full(string path, IOException? cause) =>
        new($"no room on the disk for {path}", cause);
}
