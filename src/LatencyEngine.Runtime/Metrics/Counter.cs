using System.Runtime.InteropServices;

namespace LatencyEngine.Runtime.Metrics;

/// <summary>
/// A number that one thread writes and any thread may read: what hot code leaves behind instead of a log line. Lies
/// alone on its cache lines, so that readers and neighboring counters do not slow the writer.
/// </summary>
public sealed class Counter
{
    private PaddedLong _value;

    [ColdPath("counters are registered at start")]
    internal Counter(string name) => Name = name;

    public string Name { get; }

    /// <summary>At least as new as anything that the reader has already seen from the writer.</summary>
    public long Value => Volatile.Read(ref _value.Value);

    public void Increment() => Add(1);

    /// <summary>A plain addition, not an atomic one: there is one writer.</summary>
    public void Add(long amount) => Volatile.Write(ref _value.Value, _value.Value + amount);

    public void Set(long value) => Volatile.Write(ref _value.Value, value);

    /// <summary>Keeps the greater of the two: a high-water mark.</summary>
    public void Raise(long value)
    {
        if (value > _value.Value) Set(value);
    }

    // 128 bytes either side: two lines, since the hardware fetches lines in pairs.
    [StructLayout(LayoutKind.Explicit, Size = (2 * PaddingInBytes) + sizeof(long))]
    private struct PaddedLong
    {
        public const int PaddingInBytes = 128;

        [FieldOffset(PaddingInBytes)] public long Value;
    }
}
