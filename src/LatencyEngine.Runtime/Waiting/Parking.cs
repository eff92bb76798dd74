using System.Runtime.CompilerServices;

namespace LatencyEngine.Runtime.Waiting;

/// <summary>The one way in which a strategy sleeps: arm, look again, sleep. The waiting thread; no state.</summary>
internal static class Parking
{
    /// <summary>Sleep without limit.</summary>
    public const long Forever = long.MaxValue;

    /// <summary>
    /// Sleeps until the condition's obstacle moves, at most <paramref name="nanos"/>. May return early; the caller
    /// looks again.
    /// </summary>
    /// <returns><c>false</c> when the time ran out.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Sleep<TCondition>(ref TCondition condition, long nanos)
        where TCondition : struct, IWaitCondition, allows ref struct
    {
        var bell = condition.Obstacle();
        if (bell is null) return true;
        var epoch = bell.Arm();
        // The same place must still hold us back. If another one does, its bell was never armed: nobody would wake
        // us.
        if (!ReferenceEquals(condition.Obstacle(), bell)) return true;
        var limit = condition.LongestSleepNanos;
        return nanos <= limit ? bell.Sleep(epoch, nanos) : SleepInPart(bell, epoch, limit);
    }

    private static bool SleepInPart(Doorbell bell, int epoch, long nanos)
    {
        bell.Sleep(epoch, nanos);
        return true;
    }
}
