using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Viewer.Commands;

namespace LatencyEngine.Tests.Viewer.Commands;

/// <summary>The bytes of an envelope, as programs in other languages make them.</summary>
public sealed class SignedEnvelopeTests
{
    // Packed and signed by another program: actor 9, a trader, halts the engine and cancels its orders.
    private const string Golden =
        "3d006e00591b00000a00faed5172861829db0b00000000000c000000000000000900000002caa6507c27cf7f7eed5442e7939d6900ea57"
        + "c1575ddae882f87da7284a34a597200018001900591b0000000000000000000000000000010000000000000000030100";

    private static readonly byte[] Key = [.. Enumerable.Range(0, ActorKey.KeyBytesMin).Select(i => (byte)i)];

    [Fact]
    public void An_envelope_of_another_program_is_understood_and_its_code_right()
    {
        Assert.True(SignedEnvelope.TryRead(Convert.FromHexString(Golden), out var envelope));
        Assert.Equal(
            (1_767_225_600_000_000_010, 777_001UL, 12UL, 9U, ActorRole.Trader),
            (envelope.SentNanos, envelope.CommandKey, envelope.SessionId, envelope.ActorId, envelope.ActorRole));
        Assert.True(envelope.IsSignedBy(Key));
        var command = default(EngineEvent);
        Assert.True(command.TryRead(envelope.Command));
        Assert.Equal(TradingState.Halted, command.As<SetTradingState>().TradingState);
    }

    [Fact]
    public void The_signer_makes_the_same_bytes()
    {
        var command = default(EngineEvent);
        ref var set = ref command.Begin<SetTradingState>();
        (set.ScopeKind, set.TradingState, set.HaltFlags) = (ScopeKind.Engine, TradingState.Halted, HaltFlags.CancelOrders);
        using var actor = new ActorKey(9, ActorRole.Trader, "alice", Key, []);
        var bytes = new byte[SignedEnvelope.BytesMax];
        var length = new CommandSigner(actor) { SessionId = 12 }.Write(in command, 777_001, 1_767_225_600_000_000_010, bytes);
        Assert.Equal(Golden, Convert.ToHexStringLower(bytes.AsSpan(0, length)));
    }
}
