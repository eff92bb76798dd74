using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>What encoders and decoders refuse from their own caller, and what they say then.</summary>
public sealed class EncoderRuleTests
{
    [SharedDataTheory]
    [InlineData("SectionTooEarly", "ExecReport.text cannot be written now: ExecReport.fills comes next")]
    [InlineData("SectionTwice", "NewOrder.text cannot be written now: the end of NewOrder comes next")]
    [InlineData("EntryMissing", "ExecReport.parties cannot be written now: entry 1 of the 2 of "
        + "ExecReport.fills comes next")]
    [InlineData("EntryTooMany", "an entry of BookSnapshot.bids cannot be written now: BookSnapshot.asks "
        + "comes next")]
    [InlineData("NestedSectionMissing", "ExecReport.fills.note cannot be written now: "
        + "ExecReport.fills[1].allocs comes next")]
    [InlineData("NestedEntryMissing",
        "ExecReport.fills.note cannot be written now: entry 1 of the 3 of ExecReport.fills[0].allocs comes "
            + "next")]
    [InlineData("NextInsteadOfSection",
        "an entry of ExecReport.fills cannot be written now: ExecReport.fills[0].allocs comes next")]
    [InlineData("CompleteTooEarly", "the end of BookSnapshot cannot be written now: BookSnapshot.asks comes "
        + "next")]
    [InlineData("CompleteEmptyInsideGroup",
        "the end of BookSnapshot cannot be written now: entry 1 of the 2 of BookSnapshot.bids comes next")]
    [InlineData("CopiedGroup", "BookSnapshot.asks cannot be written now: entry 0 of the 1 of "
        + "BookSnapshot.bids comes next")]
    public void Writing_out_of_order_says_what_was_tried_and_what_comes_next(
        string violation, string expected) =>
        AssertRefused<InvalidOperationException>(violation, expected);

    [SharedDataTheory]
    [InlineData("CountTooLarge", "BookSnapshot.bids takes 0 to 65534 entries, but 65535 were announced")]
    [InlineData("CountNegative", "BookSnapshot.bids takes 0 to 65534 entries, but -1 were announced")]
    [InlineData("EntryOutOfRange", "BookSnapshot.bids has 2 entries, but entry 2 was asked for")]
    public void A_count_or_index_out_of_range_is_refused(string violation, string expected) =>
        AssertRefused<ArgumentOutOfRangeException>(violation, expected);

    [SharedDataTheory]
    [InlineData("DataTooLong", "NewOrder.text holds 65534 bytes, but the value has 65535")]
    [InlineData("TextTooLong", "NewOrder.text holds 65534 bytes, but the value has 65535")]
    [InlineData("TextNotEncodable", "NewOrder.text does not take text that its encoding lacks")]
    [InlineData("HalfASurrogate", "ExecReport.reason does not take text that its encoding lacks")]
    [InlineData("NoSpaceForBlock", "the message needs 136 bytes, but the destination has 135")]
    [InlineData("NoSpaceForEntries", "BookSnapshot.bids needs 20 bytes at byte 24, but the destination "
        + "has 43")]
    [InlineData("NoSpaceForData", "NewOrder.text needs 7 bytes at byte 136, but the destination has 140")]
    public void What_does_not_fit_is_refused(string violation, string expected) =>
        AssertRefused<ArgumentException>(violation, expected);

    [SharedDataTheory]
    [InlineData("MalformedGroupIsRead", "ExecReport.fills at byte 54: BlockTooShort")]
    [InlineData("MalformedDataAreRead", "ExecReport.reason at byte 66: BufferTooShort")]
    public void A_malformed_section_says_where_it_is_when_it_is_read(string violation, string expected) =>
        Assert.Equal(expected, Assert.Throws<InvalidDataException>(Violation(violation)).Message);

    [SharedDataTheory]
    [InlineData("golden-v2.xml")]
    [InlineData("golden-be-v2.xml")]
    public void The_computed_length_is_the_written_length_and_one_byte_less_is_refused(string schema)
    {
        var code = VariableAssemblies.For(schema);
        var compute = code.Driver<Func<int, int, int, int, int, int, int, int>>("ComputedLength");
        var computed = compute(2, 1, 10, 0, 6, 0, 0);
        var encode = code.Driver<Func<int, int>>("EncodeInto");
        Assert.Equal(computed, encode(computed));
        for (var length = 0; length < computed; length++) Assert.Throws<ArgumentException>(() =>
            encode(length));
    }

    private static void AssertRefused<T>(string violation, string expected)
        where T : Exception =>
        Assert.StartsWith(expected, Assert.Throws<T>(Violation(violation)).Message, StringComparison.Ordinal);

    private static Action Violation(string name) =>
        VariableAssemblies.For("golden-v2.xml").Generated.Method<Action>("Golden.Trading.Violations", name);
}
