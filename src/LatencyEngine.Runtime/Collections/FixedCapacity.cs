namespace LatencyEngine.Runtime.Collections;

/// <summary>Checks and errors that all fixed-capacity collections share. Cold; no state.</summary>
[ColdPath("collections are made at start-up")]
internal static class FixedCapacity
{
    /// <summary>
    /// 2^30: the largest power of two that the length of an array can be, hence the most that any collection here
    /// can hold. One whose table is larger than its capacity holds less.
    /// </summary>
    public const int CountMax = 1 << 30;

    public static int Check(int capacity, string what, int countMax = CountMax)
    {
        if (capacity < 1 || capacity > countMax)
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A {what} holds 1 to {countMax} entries.");
        return capacity;
    }
}
