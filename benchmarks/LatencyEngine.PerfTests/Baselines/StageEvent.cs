using System.Runtime.InteropServices;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// An event that three stages work on. The last stage sees in it whether the others were there before, so a
/// stage that runs too early spoils the answer.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = SizeInBytes)]
public struct StageEvent
{
    private const int SizeInBytes = 32;

    public long Number;
    public long First;
    public long Second;
}
