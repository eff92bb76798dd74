using LatencyEngine.Journal.Records;

namespace LatencyEngine.Journal.Postgres.Shipping;

/// <summary>Somebody else took numbers of the store's sequence; from now on ours come from it too.</summary>
internal sealed class TakenNumbersException(string message, Exception cause) : JournalException(message, cause);
