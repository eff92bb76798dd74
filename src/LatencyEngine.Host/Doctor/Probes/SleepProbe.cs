using System.Diagnostics;

namespace LatencyEngine.Host.Doctor.Probes;

/// <summary>How long is the shortest sleep? Agents that idle by sleeping react this late.</summary>
public sealed class SleepProbe : IProbe
{
    private const int Sleeps = 21;
    private const int AskedMillis = 1;
    private const long MicrosPerMilli = 1_000;
    private const long AdviceAboveMicros = 2 * AskedMillis * MicrosPerMilli;

    public string Id => "sleep";

    public string Subject => "sleep";

    public Finding Examine(IHost host)
    {
        var micros = Measure();
        var (median, longest) = (micros[Sleeps / 2], micros[^1]);
        var text = $"Asked for {AskedMillis} ms, a thread sleeps {median / 1e3:0.00} ms, at worst"
            + $" {longest / 1e3:0.00} ms";
        var finding = median > AdviceAboveMicros
            ? Finding.Advice($"{text}: the system's timer is coarse, so let no agent idle by sleeping")
            : Finding.Ok(text);
        return finding with { Facts = new() { ["medianMicros"] = median, ["longestMicros"] = longest } };
    }

    private static long[] Measure()
    {
        var micros = new long[Sleeps];
        for (var i = 0; i < Sleeps; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Thread.Sleep(AskedMillis);
            micros[i] = (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(micros);
        return micros;
    }
}
