using LatencyEngine.Domain;
using LatencyEngine.Journal.Log;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Soak;

/// <summary>
/// The journal of a session that nobody disturbed: what every other session of the same configuration must be the
/// beginning of, byte for byte. The calling thread.
/// </summary>
internal sealed class ModelJournal(string folder)
{
    /// <summary>Compares a session with the undisturbed one.</summary>
    /// <param name="reader">At its head.</param>
    /// <param name="isEnded">Whether the session must be complete.</param>
    /// <returns>What is wrong with it; <c>null</c> for nothing.</returns>
    public string? Judge(ISessionReader reader, bool isEnded)
    {
        using var journal = new LogJournal(folder);
        using var model = journal.OpenSession(journal.ListSessions()[^1].SessionId);
        var next = reader.Head.FirstSequence;
        while (reader.TryRead(out var record))
        {
            if (record.Sequence != next) return $"record {record.Sequence} follows record {next - 1}";
            next++;
            if (record.Kind is RecordKind.SessionHead or RecordKind.Mark) continue;
            if (!TryReadModel(model, out var expected)) return $"record {record.Sequence} is one too many";
            if (!IsSame(record, expected)) return Difference(record, expected);
        }

        return isEnded && TryReadModel(model, out var missing)
            ? $"the session ended before {LatencyEngineMessages.ToText(missing.Message)}"
            : null;
    }

    private static bool TryReadModel(ISessionReader model, out JournalRecord record)
    {
        while (model.TryRead(out record))
            if (record.Kind is RecordKind.Input or RecordKind.Output) return true;
        return false;
    }

    // The number of the session is the one thing in which two of them differ.
    private static bool IsSame(in JournalRecord record, in JournalRecord expected) =>
        record.Message.SequenceEqual(expected.Message)
        || (record.TemplateId == SessionOpened.TemplateId && expected.TemplateId == SessionOpened.TemplateId);

    private static string Difference(in JournalRecord record, in JournalRecord expected) =>
        $"record {record.Sequence} is {LatencyEngineMessages.ToText(record.Message)}; "
        + $"expected {LatencyEngineMessages.ToText(expected.Message)}";
}
