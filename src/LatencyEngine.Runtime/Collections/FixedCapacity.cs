namespace LatencyEngine.Runtime.Collections;

/// <summary>Checks and errors that all fixed-capacity collections share. Cold; no state.</summary>
[ColdPath("collections are made at start-up")]
internal static class FixedCapacity
{
    /// <summary>
    /// 2^30: what every collection here can hold at the most, so that doubled tables stay inside an array.
    /// </summary>
    public const int CountMax = 1 << 30;

    public static int Check(int capacity, string what)
    {
        if (capacity is < 1 or > CountMax)
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A {what} holds 1 to {CountMax} entries.");
        return capacity;
    }
}
