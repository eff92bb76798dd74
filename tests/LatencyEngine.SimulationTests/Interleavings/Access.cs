using System.Runtime.CompilerServices;

namespace LatencyEngine.SimulationTests.Interleavings;

/// <summary>What one step of a simulated thread does to shared memory.</summary>
internal enum AccessKind
{
    /// <summary>Touches nothing shared: its order against other steps cannot matter.</summary>
    Local,
    Read,

    /// <summary>A store, a read-modify-write, a park or an unpark.</summary>
    Write,

    /// <summary>Not declared; taken to conflict with everything.</summary>
    Unknown,
}

/// <summary>
/// One shared variable: a field of an object, or an address in native memory when the owner is null.
/// </summary>
internal readonly record struct Location(object? Owner, long Offset)
{
    public bool Equals(Location other) => ReferenceEquals(Owner, other.Owner) && Offset == other.Offset;

    public override int GetHashCode() =>
        HashCode.Combine(Owner is null ? 0 : RuntimeHelpers.GetHashCode(Owner), Offset);
}

/// <summary>
/// The next step of a thread, announced before it is made. Two accesses that do not conflict give the same
/// result in either order; the explorer uses this to try only one of the orders.
/// </summary>
internal readonly record struct Access(AccessKind Kind, Location Location, string Label)
{
    public static readonly Access Start = new(AccessKind.Local, default, "start");
    public static readonly Access Woken = new(AccessKind.Local, default, "woken");

    public bool Changes => Kind is AccessKind.Write or AccessKind.Unknown;

    public bool ConflictsWith(in Access other)
    {
        if (Kind == AccessKind.Local || other.Kind == AccessKind.Local) return false;
        if (Kind == AccessKind.Unknown || other.Kind == AccessKind.Unknown) return true;
        return (Kind == AccessKind.Write || other.Kind == AccessKind.Write) && Location.Equals(other.Location);
    }

    public override string ToString() => Kind == AccessKind.Local ? Label : $"{Kind} {Label}";
}
