using System.Runtime.InteropServices;
using LatencyEngine.Journal.Log;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;
using Microsoft.Win32.SafeHandles;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>
/// How long an acknowledgement waits when it must survive a loss of power, beside one bare flush of a file that was
/// filled with zeros before. Taken in turn, so that both see the same disk.
/// </summary>
internal sealed class AcknowledgeTime : IDisposable
{
    private const int BareBytes = 4_096;
    private const int BareFileBytes = 16 * 1024 * 1024;

    private readonly BenchFolder _folder = new();
    private readonly LogWriter _log;
    private readonly SafeFileHandle _bare;
    private readonly byte[] _page = new byte[BareBytes];
    private long _bareOffset;

    public AcknowledgeTime()
    {
        _log = BenchLog.Open(Path.Combine(_folder.Path, "log"), Durability.PowerLoss);
        _bare = File.OpenHandle(
            Path.Combine(_folder.Path, "bare"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.None);
        RandomAccess.Write(_bare, new byte[BareFileBytes], 0);
        Flush();
    }

    public void Dispose()
    {
        _bare.Dispose();
        _log.Dispose();
        _folder.Dispose();
    }

    /// <returns>Nanoseconds of each commit of so many records, and of a bare flush of a page after each, in order.</returns>
    public (long[] Ours, long[] Bare) Measure(int samples, int recordsPerCommit)
    {
        var events = BenchLog.Events(recordsPerCommit);
        var ours = new long[samples];
        var bare = new long[samples];
        for (var i = 0; i < samples; i++)
        {
            ours[i] = Timed(() =>
            {
                _log.Append(events);
                _log.Commit();
            });
            bare[i] = Timed(WriteBare);
        }

        if (_log.DurableSequence != _log.LastSequence) throw new WrongAnswerException("not everything is durable");
        Array.Sort(ours);
        Array.Sort(bare);
        return (ours, bare);
    }

    private static long Timed(Action action)
    {
        var started = Clock.NowNanos();
        action();
        return Clock.NowNanos() - started;
    }

    private void WriteBare()
    {
        RandomAccess.Write(_bare, _page, _bareOffset);
        _bareOffset = (_bareOffset + BareBytes) % BareFileBytes;
        Flush();
    }

    private void Flush()
    {
        if (!OperatingSystem.IsLinux()) RandomAccess.FlushToDisk(_bare);
        else if (FlushData(_bare) != 0) throw new WrongAnswerException("the bare flush failed");
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32 | DllImportSearchPath.SafeDirectories)]
    private static extern int FlushData(SafeFileHandle file);
}
