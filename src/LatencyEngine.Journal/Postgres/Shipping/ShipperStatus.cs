namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>What a shipper is doing.</summary>
public enum ShipperState
{
    None = 0,

    /// <summary>Reaching the server, checking the schema, finding what is there.</summary>
    Connecting = 1,

    Shipping = 2,

    /// <summary>Everything that the log has is in the store.</summary>
    Waiting = 3,

    /// <summary>The server cannot be used now; tried again by itself, nothing is lost.</summary>
    Down = 4,

    /// <summary>It will not go on: the log is damaged, or the store holds something else. The reason says what.</summary>
    Stopped = 5,
}

/// <summary>A moment of a shipper, for dashboards. Immutable.</summary>
/// <param name="State">Now.</param>
/// <param name="Reason">Why it is <c>Down</c> or <c>Stopped</c>; else empty.</param>
/// <param name="CommittedSequence">The last journal sequence that readers of the store can see.</param>
/// <param name="ShippedSequence">The last one that a crash of the server cannot take back: the log may forget up to here.</param>
/// <param name="LagRecords">Behind the log.</param>
/// <param name="LagBytes">The same by the mean length of a message so far.</param>
/// <param name="Failures">Connections lost or refused since the start.</param>
/// <param name="Batches">Transactions committed since the start.</param>
/// <param name="ChecksForeignKeys">
/// Whether the server checks the foreign key of every row, at a third of the speed, for our role may not switch that off:
/// <c>grant set on parameter session_replication_role to ...</c> (PostgreSQL 15) allows it.
/// </param>
/// <param name="SharesSequence">Whether others append to the store, so that <c>seq_id</c> is no longer the journal's.</param>
public sealed record ShipperStatus(
    ShipperState State, string Reason, long CommittedSequence, long ShippedSequence, long LagRecords, long LagBytes,
    long Failures, long Batches, bool ChecksForeignKeys, bool SharesSequence);
