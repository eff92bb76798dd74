using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;
using LatencyEngine.PerfTests.Harness;
using LatencyEngine.PerfTests.Trading;

namespace LatencyEngine.PerfTests.Journal;

/// <summary>
/// How fast records are appended: by the log, beside copying the same bytes and their checksum into memory and nothing
/// else. One thread each.
/// </summary>
internal sealed class AppendRate : IDisposable
{
    private const int EventsPerBatch = 1_024;
    private const int TargetBytes = 64 * 1024 * 1024;

    private readonly EngineEvent[] _events = BenchLog.Events(EventsPerBatch);
    private readonly byte[] _target = GC.AllocateArray<byte>(TargetBytes, pinned: true);
    private readonly BenchFolder _folder = new();
    private readonly LogWriter _log;

    public AppendRate(Durability durability)
    {
        _log = BenchLog.Open(_folder.Path, durability);
        _target.AsSpan().Fill(1); // Every page is there.
    }

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    /// <returns>Million records a second.</returns>
    public double Log(int records)
    {
        var before = _log.DurableSequence;
        var started = Clock.NowNanos();
        for (var done = 0; done < records; done += EventsPerBatch)
        {
            _log.Append(_events);
            _log.Commit();
        }

        var nanos = Clock.NowNanos() - started;
        if (_log.DurableSequence - before < records) throw new WrongAnswerException("records are missing in the log");
        return records * 1e3 / nanos;
    }

    /// <returns>Million records a second.</returns>
    public double CopyAndChecksum(int records)
    {
        var offset = 0;
        var sum = 0U;
        var started = Clock.NowNanos();
        for (var done = 0; done < records; done += EventsPerBatch)
            foreach (ref var e in _events.AsSpan())
            {
                var target = _target.AsSpan(offset, BenchLog.RecordBytes);
                MemoryMarshal.AsBytes(new Span<EngineEvent>(ref e)).CopyTo(target);
                sum ^= Checksum(target);
                offset = offset + BenchLog.RecordBytes == TargetBytes ? 0 : offset + BenchLog.RecordBytes;
            }

        var nanos = Clock.NowNanos() - started;
        return sum == 1 ? throw new WrongAnswerException("a checksum of 1 is most unlikely") : records * 1e3 / nanos;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = 0U;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = BitOperations.Crc32C(crc, word);
        return crc;
    }
}
