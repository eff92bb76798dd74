using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>Another shipper has the store's lock; one that is dead loses it when the server notices.</summary>
internal sealed class StoreBusyException(string message) : JournalException(message);
