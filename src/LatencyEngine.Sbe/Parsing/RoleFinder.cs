using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Finds members of a composite by the role that their names give them, and reports those that do not fit.
/// </summary>
internal sealed class RoleFinder(string code, string what, CompositeType composite)
{
    /// <summary>Whether every member asked for was there and fit.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>
    /// The member; where it is missing, any other one, and <see cref="IsComplete"/> turns false.
    /// </summary>
    public CompositeMember Require(SchemaNode user, string name)
    {
        if (Optional(user, name) is { } member) return member;
        if (composite.Find(name) is null)
            user.Error(code, $"the {what} has no member '{name}'; expected an unsigned integer of this name");
        IsComplete = false;
        return composite.Members.FirstOrDefault()!;
    }

    /// <summary>The member, or null where it is missing or does not fit.</summary>
    public CompositeMember? Optional(SchemaNode user, string name)
    {
        if (composite.Find(name) is not { } member) return null;
        if (WireCount.MistakeIn(member) is not { } mistake) return member;
        user.Error(code, $"'{name}' of the {what} {mistake}");
        IsComplete = false;
        return null;
    }
}
