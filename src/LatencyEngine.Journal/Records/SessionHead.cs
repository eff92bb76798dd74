namespace LatencyEngine.Journal.Records;

/// <summary>The head of a session as values: what ran, and with which configuration. Immutable, cold.</summary>
public sealed record SessionHead
{
    public required ulong SessionId { get; init; }

    /// <summary>Journal sequence of the head itself; stream versions count from it.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>UTC nanoseconds of the host's clock when the session was started.</summary>
    public required long StartedNanos { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>SHA-256 of what can change an output.</summary>
    public required byte[] ConfigurationHash { get; init; }

    public required string CodeVersion { get; init; }

    /// <summary>The whole configuration, as JSON.</summary>
    public required string Configuration { get; init; }

    /// <exception cref="JournalException">The bytes are no <c>SessionStarted</c>.</exception>
    public static SessionHead Parse(in JournalRecord record) => SessionHeadCodec.Read(record);

    /// <summary>The encoding, header included.</summary>
    public byte[] ToMessage() => SessionHeadCodec.Write(this);
}
