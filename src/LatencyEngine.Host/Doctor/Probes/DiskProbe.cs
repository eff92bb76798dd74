using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>
/// How long until an append is safe from a power loss? Appends to a preallocated file of its own in the
/// current folder, as the write-ahead log does, and leaves nothing behind.
/// </summary>
public sealed class DiskProbe : IProbe
{
    private const int Appends = 64;
    private const int AppendBytes = 512;
    private const long NanosPerMicro = 1_000;
    private const long OkBelowNanos = 500 * NanosPerMicro;
    private const long WarningAboveNanos = 10_000 * NanosPerMicro;

    // Below this nothing can have reached a device: memory, or a cache that answers for it.
    private const long ImplausibleBelowNanos = 5 * NanosPerMicro;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    public string Id => "disk";

    public string Subject => "disk";

    public Finding Examine(IHost host)
    {
        var folder = Environment.CurrentDirectory;
        var nanos = Measure(folder);
        var (median, longest) = (nanos[nanos.Length / 2], nanos[^1]);
        return Judge(median, longest) with
        {
            Facts = new()
            {
                ["fileSystem"] = new DriveInfo(folder).DriveFormat,
                ["appendCount"] = nanos.Length,
                ["appendBytes"] = AppendBytes,
                ["medianNanos"] = median,
                ["longestNanos"] = longest,
            },
        };
    }

    private static Finding Judge(long median, long longest)
    {
        var text = $"An append in the current folder is durable after {Words.Time(median)}, at worst"
            + $" {Words.Time(longest)}";
        return median switch
        {
            < ImplausibleBelowNanos =>
                Finding.Advice($"{text}: so fast that it hardly survives a power loss"),
            < OkBelowNanos => Finding.Ok(text),
            < WarningAboveNanos => Finding.Advice(
                $"{text}. With power-loss durability every acknowledgement waits so long: prefer a disk"
                + " with a protected write cache."),
            _ => Finding.Warning($"{text}. Too slow for power-loss durability: put the journal elsewhere."),
        };
    }

    /// <summary>
    /// The durations of the appends, sorted. At least one, at most as many as fit into the limit.
    /// </summary>
    private static long[] Measure(string folder)
    {
        using var file = CreatePreallocated(Path.Combine(folder, $".doctor-{Environment.ProcessId}.tmp"));
        var block = new byte[AppendBytes];
        Array.Fill(block, (byte)1);
        var nanos = new List<long>(Appends);
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < Appends && (i == 0 || Stopwatch.GetElapsedTime(begin) < Limit); i++)
        {
            var start = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, block, (long)i * AppendBytes);
            SyncData(file);
            nanos.Add((long)Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        nanos.Sort();
        return [.. nanos];
    }

    // Written, not only reserved: the first write to reserved blocks would also change the file system's own
    // records.
    private static SafeFileHandle CreatePreallocated(string path)
    {
        var file = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, FileOptions.DeleteOnClose);
        // The open file lives on; an interrupted run leaves nothing.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        RandomAccess.Write(file, new byte[Appends * AppendBytes], fileOffset: 0);
        RandomAccess.FlushToDisk(file);
        return file;
    }

    private static void SyncData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(file);
        else if (SyncDataOnLinux(file) != 0)
            throw new IOException($"fdatasync: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SyncDataOnLinux(SafeFileHandle file);
}
