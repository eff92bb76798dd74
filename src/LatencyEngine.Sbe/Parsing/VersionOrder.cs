namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// The rule that versions never fall along fields, members, groups or var data: what is new can only be
/// appended.
/// </summary>
internal sealed class VersionOrder
{
    private string _newest = "";
    private int _version;

    public void Check(SchemaNode node, int sinceVersion)
    {
        if (sinceVersion < _version)
            node.Error(Rule.SinceVersionDecreases, "sinceVersion",
                $"'{node.Name}' of version {sinceVersion} follows '{_newest}' of version {_version}; "
                + "expected new members behind all older ones");
        else
            (_version, _newest) = (sinceVersion, node.Name);
    }
}
