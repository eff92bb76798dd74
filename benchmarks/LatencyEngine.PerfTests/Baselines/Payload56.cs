namespace LatencyEngine.PerfTests.Baselines;

/// <summary>The seven words that a 64-byte slot holds beside its sequence.</summary>
public struct Payload56 : IPayload
{
    public long First;
    public long Second;
    public long Third;
    public long Fourth;
    public long Fifth;
    public long Sixth;
    public long Last;

    private const long LastMinusFirst = 6;

    public static long SumOf(long count) => count * (count - 1) + LastMinusFirst * count;

    public void Write(long number)
    {
        First = number;
        Second = number + 1;
        Third = number + 2;
        Fourth = number + 3;
        Fifth = number + 4;
        Sixth = number + 5;
        Last = number + LastMinusFirst;
    }

    public readonly long Read() => First + Last;
}
