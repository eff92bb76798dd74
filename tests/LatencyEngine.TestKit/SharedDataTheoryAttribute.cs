using Xunit;

namespace LatencyEngine.TestKit;

/// <summary>
/// A theory that needs <see cref="SharedData"/>; skipped with the reason where the data is absent. Its member data
/// must then be empty, not throw.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.SkipReason;
}
