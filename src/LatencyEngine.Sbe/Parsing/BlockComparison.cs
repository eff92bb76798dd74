using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>Compares a message or a group of an older schema with the same one of a newer schema.</summary>
internal sealed class BlockComparison(int olderVersion, SchemaCompatibility.FindingList findings)
{
    public void Compare(MessageBlock older, MessageBlock newer, string path)
    {
        foreach (var field in older.Fields) CompareField(field, newer, path);
        foreach (var field in newer.Fields) CheckAddedField(field, older, path);
        CompareBlockLength(older, newer, path);
        CompareOrder(older.Groups, newer.Groups, path);
        CompareOrder(older.Data, newer.Data, path);
        foreach (var group in older.Groups) CompareGroup(group, newer, path);
        foreach (var data in older.Data) CompareData(data, newer, path);
        foreach (var added in newer.Groups.Concat<SchemaElement>(newer.Data))
            CheckAddedTail(added, older, newer, path);
    }

    private void CompareField(MessageField older, MessageBlock block, string path)
    {
        var newer = block.Fields.FirstOrDefault(f => f.Name == older.Name)
            ?? block.Fields.FirstOrDefault(f => f.Id == older.Id);
        if (newer is null)
        {
            var breaks = older.IsConstant ? BrokenReaders.None : BrokenReaders.Both;
            findings.Add(Rule.ElementRemoved, block.Location, breaks, $"field '{path}.{older.Name}' is "
                + "removed");
            return;
        }
        var name = $"{path}.{newer.Name}";
        if (newer.Name != older.Name || newer.Id != older.Id)
            findings.Add(Rule.Renamed, newer.Location, BrokenReaders.None,
                $"field '{name}' (id {newer.Id}) was '{older.Name}' (id {older.Id})");
        if (newer.Offset != older.Offset && !older.IsConstant && !newer.IsConstant)
            findings.Add(Rule.ElementMoved, newer.Location, BrokenReaders.Both,
                $"field '{name}' is at offset {newer.Offset}, was at {older.Offset}");
        if (newer.SinceVersion != older.SinceVersion)
            findings.Add(Rule.AddedWithoutVersion, newer.Location, BrokenReaders.New,
                $"field '{name}' is of version {newer.SinceVersion}, was of version {older.SinceVersion}");
        ComparePresence(older, newer, name);
        CompareTypes(older.Type, newer.Type, newer.Location, name);
    }

    private void ComparePresence(MessageField older, MessageField newer, string name)
    {
        if (older.Presence == newer.Presence && older.Constant?.Value == newer.Constant?.Value
            && older.Constant?.Text == newer.Constant?.Text) return;
        var breaks = (older.Presence, newer.Presence) switch
        {
            (Presence.Required, Presence.Optional) => BrokenReaders.Old,
            (Presence.Optional, Presence.Required) => BrokenReaders.New,
            _ => BrokenReaders.Both,
        };
        var (is_, was) = (Describe(newer), Describe(older));
        findings.Add(Rule.PresenceChanged, newer.Location, breaks, $"field '{name}' is {is_}, was {was}");
    }

    private static string Describe(MessageField field) => field.Constant is { } constant
        ? $"the constant {constant.Text}"
        : field.IsOptional ? "optional" : "required";

    private void CompareTypes(SchemaType older, SchemaType newer, SourceLocation place, string name)
    {
        if (TypeDifference.Find(older, newer, olderVersion) is { } difference)
            findings.Add(Rule.TypeChanged, place, BrokenReaders.Both, $"'{name}' changed its type: "
                + $"{difference}");
        foreach (var (message, breaks) in SymbolDifference.Find(older, newer, olderVersion))
            findings.Add(Rule.ValuesChanged, place, breaks, $"'{name}': {message}");
    }

    private void CheckAddedField(MessageField newer, MessageBlock older, string path)
    {
        if (older.Fields.Any(f => f.Name == newer.Name || f.Id == newer.Id) || newer.IsConstant) return;
        if (newer.SinceVersion <= olderVersion)
            findings.Add(Rule.AddedWithoutVersion, newer.Location, BrokenReaders.New,
                $"field '{path}.{newer.Name}' is new but says version {newer.SinceVersion}; "
                + $"expected sinceVersion above {olderVersion}, or old messages are read as if they had it");
        var end = older.MinimumBlockLength(int.MaxValue);
        if (newer.Offset < end)
            findings.Add(Rule.AddedInTheMiddle, newer.Location, BrokenReaders.Both,
                $"field '{path}.{newer.Name}' is new at offset {newer.Offset}, before the old end at {end}");
    }

    private void CompareBlockLength(MessageBlock older, MessageBlock newer, string path)
    {
        var needed = older.MinimumBlockLength(int.MaxValue);
        if (newer.BlockLength < needed)
            findings.Add(Rule.BlockShrank, newer.Location, BrokenReaders.Old,
                $"the block of '{path}' has {newer.BlockLength} bytes; old decoders expect at least "
                + $"{needed}");
        else if (newer.BlockLength < older.BlockLength)
            findings.Add(Rule.BlockShrank, newer.Location, BrokenReaders.None,
                $"the block of '{path}' has {newer.BlockLength} bytes, had {older.BlockLength} with padding");
    }

    private void CompareOrder(
        IEnumerable<SchemaElement> older, IEnumerable<SchemaElement> newer, string path)
    {
        var newNames = newer.Select(e => e.Name).ToList();
        var kept = older.Where(e => newNames.Contains(e.Name)).Select(e => e.Name).ToList();
        var oldNames = kept.ToHashSet();
        var found = newer.Where(e => oldNames.Contains(e.Name)).ToList();
        for (var i = 0; i < kept.Count; i++)
        {
            if (found[i].Name == kept[i]) continue;
            findings.Add(Rule.ElementMoved, found[i].Location, BrokenReaders.Both,
                $"'{path}.{found[i].Name}' stands where '{kept[i]}' stood");
            return;
        }
    }

    private void CompareGroup(MessageGroup older, MessageBlock block, string path)
    {
        var newer = block.Groups.FirstOrDefault(g => g.Name == older.Name);
        if (newer is null)
        {
            findings.Add(Rule.ElementRemoved, block.Location, BrokenReaders.Both,
                $"group '{path}.{older.Name}' is removed");
            return;
        }
        var name = $"{path}.{newer.Name}";
        CompareTypes(older.Dimension.Composite, newer.Dimension.Composite, newer.Location, name);
        Compare(older, newer, name);
    }

    private void CompareData(MessageData older, MessageBlock block, string path)
    {
        var newer = block.Data.FirstOrDefault(d => d.Name == older.Name);
        if (newer is null)
            findings.Add(Rule.ElementRemoved, block.Location, BrokenReaders.Both,
                $"var data '{path}.{older.Name}' is removed");
        else
            CompareTypes(
                older.Encoding.Composite, newer.Encoding.Composite, newer.Location, $"{path}.{newer.Name}");
    }

    // SBE 1.0 sends no count of groups and var data: only what follows everything old can be left unread.
    private void CheckAddedTail(SchemaElement added, MessageBlock older, MessageBlock newer, string path)
    {
        var known = older.Groups.Concat<SchemaElement>(older.Data).Select(e => e.Name).ToHashSet();
        if (known.Contains(added.Name)) return;
        if (added.SinceVersion <= olderVersion)
            findings.Add(Rule.AddedWithoutVersion, added.Location, BrokenReaders.New,
                $"'{path}.{added.Name}' is new but says version {added.SinceVersion}; "
                + $"expected sinceVersion above {olderVersion}, or old messages are read as if they had it");
        var tail = newer.Groups.Concat<SchemaElement>(newer.Data).SkipWhile(e => e != added);
        if (tail.Any(e => known.Contains(e.Name)))
            findings.Add(Rule.AddedInTheMiddle, added.Location, BrokenReaders.Old,
                $"'{path}.{added.Name}' is new and stands before what old decoders know");
        else if (newer is MessageGroup)
            findings.Add(Rule.AddedInTheMiddle, added.Location, BrokenReaders.Old,
                $"'{path}.{added.Name}' is new and makes entries longer than old decoders can skip");
    }
}
