using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>What does it cost to read the clock, and how fine is it?</summary>
public sealed class TimerProbe : IProbe
{
    private const int Chunks = 101;
    private const int ReadingsPerChunk = 1_000;
    private const long NanosPerSecond = 1_000_000_000;
    private const long AdviceAboveNanos = 100;
    private const long WarningAboveNanos = 400;

    public string Id => "timer";

    public string Subject => "timer";

    public Finding Examine(IHost host)
    {
        var cost = MedianCostNanos();
        var step = SmallestStepNanos();
        var text = $"Reading the clock takes {Words.Time(cost)}; the smallest step seen is"
            + $" {Words.Time(step)}";
        var finding = cost switch
        {
            > WarningAboveNanos => Finding.Warning($"{text}. It enters the kernel: see the clock source."),
            > AdviceAboveNanos => Finding.Advice($"{text}: stamping each event costs more than handling it"),
            _ => Finding.Ok(text),
        };
        return finding with
        {
            Facts = new()
            {
                ["costNanos"] = cost,
                ["smallestStepNanos"] = step,
                ["frequencyHertz"] = Stopwatch.Frequency,
            },
        };
    }

    private static long MedianCostNanos()
    {
        var chunks = new long[Chunks];
        for (var i = 0; i < Chunks; i++) chunks[i] = ToNanos(TicksOfChunk()) / ReadingsPerChunk;
        Array.Sort(chunks);
        return chunks[Chunks / 2];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long TicksOfChunk()
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 1; i < ReadingsPerChunk; i++) _ = Stopwatch.GetTimestamp();
        return Stopwatch.GetTimestamp() - start;
    }

    private static long SmallestStepNanos()
    {
        var smallest = long.MaxValue;
        var previous = Stopwatch.GetTimestamp();
        for (var i = 0; i < ReadingsPerChunk; i++)
        {
            var now = Stopwatch.GetTimestamp();
            if (now > previous && now - previous < smallest) smallest = now - previous;
            previous = now;
        }
        return smallest == long.MaxValue ? 0 : ToNanos(smallest);
    }

    private static long ToNanos(long ticks) => (long)((Int128)ticks * NanosPerSecond / Stopwatch.Frequency);
}
