using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>What was decoded, and how many bytes it took.</summary>
/// <param name="Message">The message that the header's template id names.</param>
/// <param name="Header">The header as it was on the wire.</param>
/// <param name="Consumed">
/// Bytes walked, header included. A message of a version newer than the schema may go on behind them: what it
/// appends there has no length that this schema knows.
/// </param>
/// <param name="UnreadBytes">
/// Bytes behind <paramref name="Consumed"/>: the next message, or what a newer version added.
/// </param>
public sealed record DecodedMessage(Message Message, HeaderValues Header, int Consumed, int UnreadBytes);
