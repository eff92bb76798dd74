using LatencyEngine.Host.Text;
using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Host.Transport;

/// <summary>What a driver has counted, for people: on standard error, as it is no result.</summary>
internal static class TransportCounters
{
    public static void Write(CounterRegistry registry)
    {
        foreach (var counter in registry.Counters)
            if (counter.Value != 0) Console.Error.WriteLine($"  {counter.Name,-40} {Amounts.Count(counter.Value),16}");
    }
}
