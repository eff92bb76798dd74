using System.Numerics;

namespace LatencyEngine.Venues.Simulation;

/// <summary>
/// Which levels of a side hold something: 16 bits for the 16 keys from the best downwards, each at the place
/// that its key has modulo 16, so that nothing moves when the best does. Leaf functions; any thread.
/// </summary>
internal static class LevelWindow
{
    public const int Levels = 16;

    private const int Mask = Levels - 1;

    public static int IndexOf(int key) => key & Mask;

    public static bool Has(ushort levels, int key) => (levels >> IndexOf(key) & 1) != 0;

    public static ushort With(ushort levels, int key) => (ushort)(levels | (1 << IndexOf(key)));

    public static ushort Without(ushort levels, int key) => (ushort)(levels & ~(1 << IndexOf(key)));

    public static int CountOf(ushort levels) => BitOperations.PopCount(levels);

    /// <summary>The first used key at or below this one. Some level must be used.</summary>
    public static int FirstFrom(ushort levels, int key) =>
        key - (BitOperations.LeadingZeroCount(Rotated(levels, key)) - 16);

    /// <summary>The last used key of the window that begins at this one. Some level must be used.</summary>
    public static int LastFrom(ushort levels, int key) =>
        key - Mask + BitOperations.TrailingZeroCount(Rotated(levels, key));

    /// <summary>The key's own bit becomes the highest of 16, the one below it the next.</summary>
    private static uint Rotated(ushort levels, int key)
    {
        var shift = Mask - IndexOf(key);
        return (((uint)levels << shift) | ((uint)levels >> (Levels - shift))) & ushort.MaxValue;
    }
}
