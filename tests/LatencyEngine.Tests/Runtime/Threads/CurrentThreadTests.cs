using LatencyEngine.Runtime.Threads;

namespace LatencyEngine.Tests.Runtime.Threads;

public sealed class CurrentThreadTests
{
    [LinuxFact]
    public void A_thread_can_be_pinned_and_released_again()
    {
        var (pinned, released) = ("", "");
        RoleThreadTests.RunAndJoin("visitor", ThreadPlacement.Anywhere, () =>
        {
            CurrentThread.Place("visitor", ThreadPlacement.OnCore(RoleThreadTests.LastCore()));
            pinned = $"{CurrentThread.AllowedCores}";
            CurrentThread.Place("visitor", ThreadPlacement.Anywhere);
            released = $"{CurrentThread.AllowedCores}";
        });
        Assert.Equal($"{RoleThreadTests.LastCore()}", pinned);
        Assert.Equal($"{CurrentThread.ProcessCores}", released);
    }

    [Fact]
    public void A_role_must_have_a_name() =>
        Assert.Throws<ArgumentException>(() => CurrentThread.Place(" ", ThreadPlacement.Anywhere));

    [Fact]
    public void An_outcome_says_in_words_what_was_asked_and_given()
    {
        var outcome = new PlacementOutcome(
            "risk", "risk", new ThreadPlacement(3, RolePriority.High, Required: true), Grant.Given, Grant.Refused("no permission"));
        Assert.Equal("risk: asked core 3, priority High, required; core granted; priority refused (no permission)", $"{outcome}");
    }
}
