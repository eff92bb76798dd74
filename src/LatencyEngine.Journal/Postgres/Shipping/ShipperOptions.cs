using LatencyEngine.Journal.Json;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>Where the events of a store are.</summary>
public enum StoreLayout
{
    None = 0,

    /// <summary>All in <c>mt_events</c>, with Marten's own keys: nothing about it is ours.</summary>
    Stock = 1,

    /// <summary>
    /// A table per session that inherits from <c>mt_events</c>: half as fast again, and old sessions go in a moment. Marten
    /// reads both alike; keys hold within a session only.
    /// </summary>
    Segments = 2,
}

/// <summary>Where the <c>seq_id</c> of an event comes from.</summary>
public enum SequenceSource
{
    None = 0,

    /// <summary>The journal, until somebody else is seen to append to the store; from then on the store.</summary>
    Automatic = 1,

    /// <summary>The store's own sequence, from the start: others will append to it.</summary>
    Store = 2,
}

/// <summary>What a shipper writes, where to, and at what pace. Immutable.</summary>
public sealed record ShipperOptions
{
    /// <summary>The store's database; its search path names the schema.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Null: by the connection string.</summary>
    public MartenSchema? Schema { get; init; }

    /// <summary>Which engine of those that share the store.</summary>
    public int Shard { get; init; }

    public StoreLayout Layout { get; init; } = StoreLayout.Stock;

    public AuditPolicy Audit { get; init; } = AuditPolicy.Audited;

    public SequenceSource Sequence { get; init; } = SequenceSource.Automatic;

    /// <summary>Of one transaction.</summary>
    public int BatchRowsMax { get; init; } = 16_384;

    /// <summary>How long records gather after a transaction that took all there were.</summary>
    public TimeSpan BatchPause { get; init; } = TimeSpan.FromMilliseconds(4);

    /// <summary>After the first failure; doubles with each that follows.</summary>
    public TimeSpan RetryAfterMin { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The log's durable sequence, from any thread: nothing above it is shipped, for the store must never know more than the
    /// log; it also tells lag and new sessions at no cost. Null: all that can be read is shipped, and the shipper looks into
    /// the log's folder once a second.
    /// </summary>
    public Func<long>? LogDurableSequence { get; init; }

    /// <summary>Read models kept in the same transactions.</summary>
    public IReadOnlyList<IProjection> Projections { get; init; } = [];

    internal MartenSchema SchemaOrDefault => Schema ?? MartenSchema.Of(ConnectionString);
}
