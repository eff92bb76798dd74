namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// The named counters of a process. Registering is for start-up; listing is for whoever shows them. Any thread.
/// </summary>
[ColdPath("counters are registered at start and listed by cold threads")]
public sealed class CounterRegistry
{
    /// <summary>More than this are no counters but data.</summary>
    public const int MaxCounters = 4096;

    // Replaced as a whole, so that a list once taken does not change.
    private Counter[] _counters = [];

    /// <summary>All counters in the order of registration.</summary>
    public IReadOnlyList<Counter> Counters => Volatile.Read(ref _counters);

    /// <param name="name">Unique; by convention the role and the thing, as in <c>sequencer.refused</c>.</param>
    /// <exception cref="ArgumentException">The name is taken or empty.</exception>
    /// <exception cref="InvalidOperationException">There are <see cref="MaxCounters"/> already.</exception>
    public Counter Register(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var counter = new Counter(name);
        while (true)
        {
            var before = Volatile.Read(ref _counters);
            if (IndexOf(before, name) >= 0) throw new ArgumentException($"There is a counter '{name}' already.", nameof(name));
            if (before.Length == MaxCounters)
                throw new InvalidOperationException($"No room for counter '{name}': there are {MaxCounters} already.");
            if (Interlocked.CompareExchange(ref _counters, [.. before, counter], before) == before) return counter;
        }
    }

    public Counter? Find(string name)
    {
        var counters = Volatile.Read(ref _counters);
        var index = IndexOf(counters, name);
        return index < 0 ? null : counters[index];
    }

    private static int IndexOf(Counter[] counters, string name)
    {
        for (var i = 0; i < counters.Length; i++)
            if (counters[i].Name == name) return i;
        return -1;
    }
}
