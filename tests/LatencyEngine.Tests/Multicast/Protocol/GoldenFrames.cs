using LatencyEngine.Tests.Multicast.Simulation;

namespace LatencyEngine.Tests.Multicast.Protocol;

/// <summary>Frames of genuine drivers, as they were seen on the wire.</summary>
internal static class GoldenFrames
{
    public const int Session = unchecked((int)0x9869E66C);
    public const int InitialTermId = unchecked((int)0xA0EF3C59);
    public const int StreamId = 1001;
    public const int Window = 128 << 10;
    public const long ReceiverId = unchecked((long)0xF7EB347034ED500C);

    public static byte[] Setup { get; } = Of(
        "28000000 00 00 0500 00000000 6ce66998 e9030000 593cefa0 593cefa0 00000001 80050000 00000000");

    public static byte[] Status { get; } = Of(
        "24000000 00 00 0300 6ce66998 e9030000 593cefa0 00000000 00000200 0c50ed347034ebf7");

    public static byte[] Heartbeat { get; } = Of("00000000 00 c0 0100 00000000 6ce66998 e9030000 593cefa0 0000000000000000");

    public static byte[] Data { get; } = Of(
        "2e000000 00 c0 0100 00000000 6ce66998 e9030000 593cefa0 0000000000000000 48656c6c6f20576f726c64212030" + new string('0', 36));

    public static byte[] HeartbeatAtEnd { get; } = Of("00000000 00 e0 0100 c0000000 6ce66998 e9030000 593cefa0 0000000000000000");

    public static byte[] StatusLeaving { get; } = Of(
        "24000000 00 40 0300 6ce66998 e9030000 593cefa0 00000000 00000200 0c50ed347034ebf7");

    public static byte[] SetupToGroup { get; } = Of(
        "28000000 00 40 0500 c0000000 bf06f72b e9030000 494bd4d0 494bd4d0 00000001 80050000 00000000");

    public static byte[] StatusSoliciting { get; } = Of(
        "24000000 00 80 0300 bf06f72b e9030000 00000000 00000000 00000000 8ec92a1ce679250f");

    public static byte[] StatusRegistering { get; } = Of(
        "24000000 00 80 0300 00000000 00000000 00000000 00000000 00000000 dbbf26f3300d2956");

    public static byte[] StatusTagged { get; } = Of(
        "2c000000 00 00 0300 d55963ae e9030000 3bf79bbf 00000000 00370000 3681dea048e74830 4d00000000000000");

    public static byte[] Nak { get; } = Of("1c000000 00 00 0200 dffc8918 e9030000 71929f2c c0610000 40040000");

    public static byte[] RoundTripAsked { get; } = Of(
        "28000000 00 80 0600 d55963ae e9030000 0b528d3edf020000 0000000000000000 3681dea048e74830");

    public static byte[] RoundTripAnswered { get; } = Of(
        "28000000 00 00 0600 d55963ae e9030000 0b528d3edf020000 0000000000000000 3681dea048e74830");

    /// <summary>With another number at an offset.</summary>
    public static byte[] With(this byte[] frame, int offset, int number)
    {
        byte[] copy = [.. frame];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(offset), number);
        return copy;
    }

    /// <summary>With other flags.</summary>
    public static byte[] Flagged(this byte[] frame, byte flags)
    {
        byte[] copy = [.. frame];
        copy[5] = flags;
        return copy;
    }

    private static byte[] Of(string hex) => ScriptedPeer.Bytes(hex);
}
