using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// An event of one cache line. Seven of its eight words are written, so that a ring which keeps its sequence
/// in the slot does the same work in the same 64 bytes (see <see cref="Payload56"/>).
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = SizeInBytes)]
public struct Payload64 : IPayload
{
    private const int SizeInBytes = 64;

    public Payload56 Body;

    public static long SumOf(long count) => Payload56.SumOf(count);

    public void Write(long number) => Body.Write(number);

    public readonly long Read() => Body.Read();
}
