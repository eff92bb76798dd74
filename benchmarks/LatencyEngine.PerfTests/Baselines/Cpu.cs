using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LatencyEngine.PerfTests.Baselines;

/// <summary>
/// The processor's own pause instruction, without the calibrated loop of <see cref="Thread.SpinWait"/>.
/// </summary>
internal static class Cpu
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pause(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (X86Base.IsSupported) X86Base.Pause();
            else if (ArmBase.IsSupported) ArmBase.Yield();
            else Thread.SpinWait(1);
        }
    }
}
