using LatencyEngine.Journal.Postgres.Shipping;

namespace LatencyEngine.Tests.Journal.Postgres;

public sealed class DurableMarksTests
{
    [Fact]
    public void A_commit_counts_when_the_log_of_the_server_is_flushed_to_its_end()
    {
        var marks = new DurableMarks();
        marks.Add(10, walEnd: 100);
        marks.Add(20, walEnd: 200);
        marks.Flushed(199);
        Assert.Equal((10, true), (marks.Sequence, marks.HasOpenMarks));
        marks.Flushed(200);
        Assert.Equal((20, false), (marks.Sequence, marks.HasOpenMarks));
    }

    [Fact]
    public void The_last_of_too_many_commits_counts_in_the_end()
    {
        var marks = new DurableMarks();
        for (var i = 1; i <= 1_000; i++) marks.Add(i, walEnd: i);
        marks.Flushed(999);
        Assert.True(marks.Sequence < 1_000, "a commit counts before it is flushed");
        marks.Flushed(1_000);
        Assert.Equal((1_000, false), (marks.Sequence, marks.HasOpenMarks));
    }
}
