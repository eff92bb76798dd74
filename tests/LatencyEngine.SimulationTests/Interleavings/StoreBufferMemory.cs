namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>
/// A memory of its own for litmus tests: every thread has a first-in-first-out store buffer that drains
/// whenever the explorer likes, as on x86 (total store order [Owens, Sarkar and Sewell, TPHOLs 2009]). A
/// store becomes visible to others late; loads do not move.
/// </summary>
internal sealed class StoreBufferMemory
{
    private readonly Dictionary<string, long> _memory = [];
    private readonly Dictionary<int, StoreBuffer> _buffers = [];

    private static int Self => SimulatedThread.Current!.Index;

    /// <summary>The value that has reached memory; for outcomes.</summary>
    public long this[string name] => _memory.GetValueOrDefault(name);

    /// <summary>Adds a thread, and the drain of its store buffer, to the scenario.</summary>
    public Scenario AddThread(Scenario scenario, string name, Action body)
    {
        var buffer = _buffers[scenario.Threads.Count] = new StoreBuffer();
        return scenario
            .Thread(name, () =>
            {
                body();
                buffer.IsClosed = true;
            })
            .Thread($"{name}'s store buffer", () => Drain(buffer));
    }

    /// <summary>
    /// A plain or release store. Nobody can see it yet; only a fence on every thread tells when it was made.
    /// </summary>
    public void Store(string name, long value)
    {
        var buffer = _buffers[Self];
        Simulation.Step(new Access(AccessKind.Write, new Location(buffer, 0), $"{name} = {value} (buffered)"));
        buffer.Stores.Enqueue(new BufferedStore(name, value));
        buffer.Issued++;
    }

    /// <summary>
    /// A plain or acquire load: the youngest buffered store of the thread itself, else memory.
    /// </summary>
    public long Load(string name)
    {
        Simulation.Step(new Access(AccessKind.Read, At(name), name));
        var inMemory = new BufferedStore(name, this[name]);
        return _buffers[Self].Stores.LastOrDefault(store => store.Name == name, inMemory).Value;
    }

    /// <summary>A full fence: goes on when the thread's own stores are in memory.</summary>
    public void Fence()
    {
        var buffer = _buffers[Self];
        Simulation.Await(() => buffer.Stores.Count == 0);
    }

    /// <summary>
    /// A full fence on every thread, as membarrier and FlushProcessWriteBuffers: first the caller's own,
    /// then, at one moment, that of all others. Goes on when all stores made before that moment, by any
    /// thread, are in memory.
    /// </summary>
    public void FenceEveryThread()
    {
        Fence();
        Simulation.Step(new Access(AccessKind.Unknown, default, "fence on every thread"));
        var goals = _buffers.Values.Select(buffer => (buffer, buffer.Issued)).ToList();
        Simulation.Await(() => goals.TrueForAll(goal => goal.buffer.Drained >= goal.Issued));
    }

    /// <summary>An atomic exchange, which is a full fence as well.</summary>
    public long Exchange(string name, long value)
    {
        Fence();
        Simulation.Step(new Access(AccessKind.Write, At(name), $"{name} = {value} (exchange)"));
        var before = this[name];
        _memory[name] = value;
        return before;
    }

    /// <summary>
    /// Parks while memory holds the expected value. The kernel is entered with an empty store buffer, and
    /// compares and parks in one step, as for a futex.
    /// </summary>
    public void ParkWhile(string name, long expected)
    {
        Fence();
        Simulation.Park(At(name), () => this[name] == expected, $"park on {name}");
    }

    public void Unpark(string name) => Simulation.Unpark(At(name), $"unpark on {name}");

    private void Drain(StoreBuffer buffer)
    {
        while (true)
        {
            Simulation.Await(() => buffer.Stores.Count > 0 || buffer.IsClosed);
            if (buffer.Stores.Count == 0) return;
            var next = buffer.Stores.Peek();
            Simulation.Step(new Access(AccessKind.Write, At(next.Name), $"{next.Name} = {next.Value} (drained)"));
            _memory[next.Name] = next.Value;
            buffer.Stores.Dequeue();
            buffer.Drained++;
        }
    }

    private Location At(string name) => new(_memory, string.GetHashCode(name, StringComparison.Ordinal));

    private readonly record struct BufferedStore(string Name, long Value);

    private sealed class StoreBuffer
    {
        public Queue<BufferedStore> Stores { get; } = [];

        public int Issued { get; set; }

        public int Drained { get; set; }

        /// <summary>The thread has ended; what is left still drains.</summary>
        public bool IsClosed { get; set; }
    }
}
