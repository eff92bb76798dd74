using System.Globalization;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Journal.Reading;

namespace LatencyEngine.Host.Journal.Sessions;

/// <summary>Finds the session that somebody means: by its id, <c>last</c>, or from the end as -1, -2. Cold.</summary>
internal static class SessionSelector
{
    public const string Last = "last";

    public const string Expected = "the id of a session, 'last', or a negative number that counts from the end";

    /// <exception cref="InputRefusedException">There is no such session.</exception>
    public static SessionSummary Find(IJournalReader journal, string wanted)
    {
        var sessions = journal.ListSessions();
        if (sessions.Count == 0) throw new InputRefusedException($"{journal.Place} holds no sessions");
        if (wanted.Equals(Last, StringComparison.OrdinalIgnoreCase)) return sessions[^1];
        if (!long.TryParse(wanted, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw new InputRefusedException($"found session '{wanted}'; expected {Expected}");
        var found = number < 0
            ? number >= -sessions.Count ? sessions[(int)(sessions.Count + number)] : null
            : sessions.FirstOrDefault(session => session.SessionId == (ulong)number);
        return found ?? throw new InputRefusedException(
            $"{journal.Place} has no session {wanted}; it has {Describe(sessions)}");
    }

    private static string Describe(IReadOnlyList<SessionSummary> sessions) => sessions.Count == 1
        ? $"only {sessions[0].SessionId}"
        : $"{sessions.Count}, from {sessions[0].SessionId} to {sessions[^1].SessionId}";
}
