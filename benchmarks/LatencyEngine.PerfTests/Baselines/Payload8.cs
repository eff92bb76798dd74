namespace LatencyEngine.PerfTests.Baselines;

/// <summary>The smallest event: one number.</summary>
public struct Payload8 : IPayload
{
    public long Number;

    public static long SumOf(long count) => count * (count - 1) / 2;

    public void Write(long number) => Number = number;

    public readonly long Read() => Number;
}
