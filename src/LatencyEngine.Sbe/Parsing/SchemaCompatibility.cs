using System.Collections.Immutable;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Compares an older schema with a newer one and says which decoders each difference breaks: those of the
/// older schema on new messages, those of the newer one on old messages, or both. Stateless; any thread.
/// </summary>
public static class SchemaCompatibility
{
    /// <summary>
    /// All findings, in the order of the older schema; located in the newer one where it has the element.
    /// </summary>
    public static ImmutableArray<CompatibilityFinding> Compare(MessageSchema older, MessageSchema newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        var findings = new FindingList();
        CompareIdentity(older, newer, findings);
        foreach (var message in older.Messages) CompareMessage(message, older, newer, findings);
        foreach (var message in newer.Messages) CheckAdded(message, older, findings);
        return findings.ToImmutable();
    }

    private static void CompareIdentity(MessageSchema older, MessageSchema newer, FindingList findings)
    {
        var place = new SourceLocation(newer.SourceFiles[0], 1, 1);
        if (older.Id != newer.Id)
            findings.Add(Rule.IdentityChanged, place, BrokenReaders.Both,
                $"the schema's id is {newer.Id}, was {older.Id}: each side refuses the other's messages");
        if (older.ByteOrder != newer.ByteOrder)
            findings.Add(Rule.IdentityChanged, place, BrokenReaders.Both,
                $"byteOrder is {newer.ByteOrder}, was {older.ByteOrder}");
        var (was, header) = (older.Header.Composite, newer.Header.Composite);
        if (TypeDifference.Find(was, header, older.Version) is { } difference)
            findings.Add(Rule.IdentityChanged, header.Location, BrokenReaders.Both,
                $"the message header changed: {difference}");
        if (older.Version >= newer.Version && older.ContentHash != newer.ContentHash)
            findings.Add(Rule.VersionNotRaised, place, BrokenReaders.None,
                $"the schema changed, but its version is {newer.Version}, was {older.Version}; expected a "
                + "higher one");
    }

    private static void CompareMessage(
        Message message, MessageSchema older, MessageSchema newer, FindingList findings)
    {
        if (newer.FindMessage(message.Id) is { } sameId)
        {
            if (sameId.Name != message.Name)
                findings.Add(Rule.Renamed, sameId.Location, BrokenReaders.None,
                    $"message {message.Id} is '{sameId.Name}', was '{message.Name}'");
            new BlockComparison(older.Version, findings).Compare(message, sameId, sameId.Name);
        }
        else if (newer.FindMessage(message.Name) is { } sameName)
            findings.Add(Rule.MessageRemoved, sameName.Location, BrokenReaders.Both,
                $"message '{message.Name}' has id {sameName.Id}, was {message.Id}");
        else
            findings.Add(Rule.MessageRemoved, message.Location, BrokenReaders.New,
                $"message '{message.Name}' ({message.Id}) is removed");
    }

    private static void CheckAdded(Message message, MessageSchema older, FindingList findings)
    {
        if (older.FindMessage(message.Id) is not null || older.FindMessage(message.Name) is not null) return;
        findings.Add(Rule.MessageAdded, message.Location, BrokenReaders.None,
            $"message '{message.Name}' ({message.Id}) is new: old decoders refuse it as unknown");
    }

    /// <summary>The findings so far. Owned by one comparison.</summary>
    internal sealed class FindingList
    {
        private readonly List<CompatibilityFinding> _findings = [];

        public void Add(string code, SourceLocation location, BrokenReaders breaks, string message) =>
            _findings.Add(new CompatibilityFinding(code, location, message, breaks));

        public ImmutableArray<CompatibilityFinding> ToImmutable() => [.. _findings];
    }
}
