using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Runtime.Clocks;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// The bare exchange of two threads over two flags: the least that any hand-off between two cores can cost,
/// and the yardstick for rings. One thread calls <see cref="Ask"/>, another <see cref="Answer"/>, each once
/// per instance.
/// </summary>
/// <remarks>
/// <b>Ordering.</b> Each flag has one writer and only grows. A release store and an acquire load are enough:
/// neither side reads anything but the flag it waits for.
/// <b>Limits.</b> Both sides spin without a pause, since a pause would be measured too; both give up at the
/// deadline.
/// </remarks>
[ColdPath("a diagnostic, run before the first event or on demand")]
public sealed class TwoFlagExchange
{
    /// <summary>
    /// Exchanges between two readings of the clock, so that its cost (20 to 60 ns) adds 1 or 2 ns.
    /// </summary>
    public const int ExchangesPerSample = 32;

    /// <summary>Nobody needs to spin longer for a diagnosis.</summary>
    public static readonly TimeSpan MaxLimit = TimeSpan.FromMinutes(1);

    // The deadline is looked at once in so many polls, about every 10 us: a clock read per poll would slow
    // the answer.
    private const int PollsPerDeadlineCheck = 1 << 14;

    private Flags _flags;

    /// <summary>
    /// Asks and awaits the answers, <see cref="ExchangesPerSample"/> times per sample. Allocates nothing.
    /// </summary>
    /// <param name="samplesNanos">Receives the mean time of one exchange, chunk by chunk.</param>
    /// <param name="limit">The longest that it may take; what is missing then is not filled.</param>
    /// <returns>How many samples are filled.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Ask(Span<long> samplesNanos, TimeSpan limit)
    {
        var deadlineNanos = DeadlineAfter(limit);
        var number = 0L;
        for (var sample = 0; sample < samplesNanos.Length; sample++)
        {
            var start = MonotonicTime.Nanos();
            for (var i = 0; i < ExchangesPerSample; i++)
            {
                Volatile.Write(ref _flags.Question, ++number);
                if (!Await(ref _flags.Answer, number, deadlineNanos)) return sample;
            }
            samplesNanos[sample] = (MonotonicTime.Nanos() - start) / ExchangesPerSample;
        }
        return samplesNanos.Length;
    }

    /// <summary>
    /// Answers as many questions as <paramref name="sampleCount"/> samples ask. Allocates nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Answer(int sampleCount, TimeSpan limit)
    {
        var deadlineNanos = DeadlineAfter(limit);
        var last = (long)sampleCount * ExchangesPerSample;
        for (var number = 1L; number <= last; number++)
        {
            if (!Await(ref _flags.Question, number, deadlineNanos)) return;
            Volatile.Write(ref _flags.Answer, number);
        }
    }

    private static long DeadlineAfter(TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        return MonotonicTime.Nanos() + (limit.Ticks * TimeSpan.NanosecondsPerTick);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Await(ref long flag, long value, long deadlineNanos)
    {
        while (true)
        {
            for (var poll = 0; poll < PollsPerDeadlineCheck; poll++)
                if (Volatile.Read(ref flag) == value) return true;
            if (MonotonicTime.Nanos() > deadlineNanos) return false;
        }
    }

    /// <summary>
    /// Two lines apart from each other and from all else, against the adjacent-line prefetcher.
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 4 * LinePair)]
    private struct Flags
    {
        private const int LinePair = 128;

        [FieldOffset(1 * LinePair)] public long Question;
        [FieldOffset(2 * LinePair)] public long Answer;
    }
}
