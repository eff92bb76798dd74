using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Dynamic;

/// <summary>Which names a message or a group uses for its fields, groups and var data.</summary>
internal static class BlockNames
{
    public static bool Has(MessageBlock block, string name)
    {
        foreach (var field in block.Fields)
            if (field.Name == name) return true;
        foreach (var group in block.Groups)
            if (group.Name == name) return true;
        foreach (var data in block.Data)
            if (data.Name == name) return true;
        return false;
    }
}
