using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;

namespace LatencyEngine.Viewer.Commands;

/// <summary>Makes envelopes for an actor. Any thread; the key is the actor's.</summary>
public sealed class CommandSigner(ActorKey actor)
{
    public ActorKey Actor => actor;

    /// <summary>Session that is meant; 0 for whichever runs.</summary>
    public ulong SessionId { get; init; }

    /// <summary>Writes the envelope of a command, which the actor gives.</summary>
    /// <param name="command">One of <see cref="EngineCommands"/>; an empty slot asks what became of the key.</param>
    /// <param name="commandKey">Not 0; the same for another attempt at the same command, else never used before.</param>
    /// <param name="sentNanos">By the sender's clock; greater with each attempt.</param>
    /// <param name="destination">At least <see cref="SignedEnvelope.BytesMax"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public int Write(in EngineEvent command, ulong commandKey, long sentNanos, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfZero(commandKey);
        var envelope = CommandEnvelopeEncoder.Wrap(destination);
        ref var block = ref envelope.Block;
        block.SentNanos = sentNanos;
        block.CommandKey = commandKey;
        block.SessionId = SessionId;
        block.ActorId = actor.ActorId;
        block.ActorRole = actor.Role;
        envelope.Command(command.TemplateId == 0 ? [] : command.AsBytes());
        var length = envelope.Complete();
        SignedEnvelope.Sign(actor.Key, destination[..length]);
        return length;
    }
}
