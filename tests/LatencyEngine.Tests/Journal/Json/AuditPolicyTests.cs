using LatencyEngine.Domain;
using LatencyEngine.Journal.Json;

namespace LatencyEngine.Tests.Journal.Json;

/// <summary>People read what they audit; masses travel as bytes.</summary>
public sealed class AuditPolicyTests
{
    [Fact]
    public void Market_data_bars_and_time_are_bytes_and_everything_else_is_json() => Assert.Equal(
        ["bar_closed", "book_delta", "book_order", "book_snapshot", "quote", "time_advanced", "trade"],
        EventTypes.Templates.Where(templateId => !AuditPolicy.Audited.IsJson(templateId)).Select(EventTypes.AliasOf).Order());

    [Fact]
    public void All_leaves_only_what_has_no_form() => Assert.Equal(
        [BookSnapshotEncoder.TemplateId], EventTypes.Templates.Where(templateId => !AuditPolicy.All.IsJson(templateId)));

    [Fact]
    public void Policies_are_found_by_name()
    {
        Assert.Same(AuditPolicy.All, AuditPolicy.Find("all"));
        Assert.Same(AuditPolicy.Audited, AuditPolicy.Find("audited"));
        Assert.Null(AuditPolicy.Find("some"));
        Assert.False(AuditPolicy.None.IsJson(OrderFilled.TemplateId));
        Assert.False(AuditPolicy.All.IsJson(60_000));
    }

    [Fact]
    public void Aliases_are_those_that_marten_makes_of_class_names()
    {
        Assert.Equal("order_accepted", EventTypes.AliasOf(OrderAccepted.TemplateId));
        Assert.Equal("session_started", EventTypes.AliasOf(SessionStartedEncoder.TemplateId));
        Assert.True(EventTypes.TryFind("book_order", out var templateId));
        Assert.Equal(BookOrder.TemplateId, templateId);
        Assert.False(EventTypes.TryFind("somebody_else", out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventTypes.AliasOf(18));
    }
}
