using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using LatencyEngine.Journal.Log.Writing;

namespace LatencyEngine.Journal.Reading;

/// <summary>Whether somebody writes the log in a folder now. Cold; takes no lock, so that it is in nobody's way.</summary>
/// <remarks>
/// The writer leaves its process id beside the lock. The id may have gone to another process since: one that started
/// after it was written down is not the writer.
/// </remarks>
public static class LogUse
{
    // Both times are of the same host; they may be cut to a clock tick of the kernel.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    public static bool IsWritten(string folder)
    {
        try
        {
            var holder = new FileInfo(Path.Combine(folder, FolderLock.HolderName));
            if (!holder.Exists) return false;
            var text = File.ReadAllText(holder.FullName);
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime() <= holder.LastWriteTimeUtc + Tolerance;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException
                                         or InvalidOperationException or Win32Exception)
        {
            return false; // There is no such process any more, or it is none of ours.
        }
    }
}
