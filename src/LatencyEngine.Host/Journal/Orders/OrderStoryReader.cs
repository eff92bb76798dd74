using LatencyEngine.Domain;
using LatencyEngine.Host.Journal.Fields;
using LatencyEngine.Host.Journal.Sessions;
using LatencyEngine.Host.Sbe;
using LatencyEngine.Journal.Reading;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Orders;

/// <summary>
/// Finds the story of one order in one pass through its session. Cold; one thread; owns the input in hand and what was
/// found so far.
/// </summary>
/// <remarks>
/// An output names its order and follows its input, so that causes need no search. A change of the position names
/// no order: it belongs to the fill before it. A command that asks for the order, or for a change of it, may come before the
/// order has its number; it is kept by the client's own.
/// </remarks>
internal sealed class OrderStoryReader
{
    private readonly ulong _orderId;
    private readonly VenueDelayTable _delays = new();
    private readonly Dictionary<(uint Account, ulong ClientOrder), List<(RecordCopy Record, long Number)>> _commands = [];
    private readonly List<OrderEvent> _events = [];
    private readonly List<OrderOutput> _outputs = [];
    private byte[] _input = [];
    private int _inputLength;
    private long _inputSequence;
    private long _inputNumber = -1;
    private OrderFacts? _facts;
    private bool _hasFilled;
    private bool _isOver;

    private OrderStoryReader(ulong orderId) => _orderId = orderId;

    /// <exception cref="InputRefusedException">The session has no such order.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static OrderStory Read(
        ISessionReader session, ulong orderId, SessionNames names, ScanProgress progress, CancellationToken cancellation)
    {
        var reader = new OrderStoryReader(orderId);
        session.Rewind();
        while (session.TryRead(out var record) && reader.TakeIn(in record, names)) progress.Advance(cancellation);
        reader.Close();
        return reader.Story(session.Head.SessionId);
    }

    /// <returns><c>false</c> once nothing about the order can follow.</returns>
    private bool TakeIn(in JournalRecord record, SessionNames names)
    {
        if (record.Kind == RecordKind.Output) TakeOutput(in record, names);
        if (record.Kind != RecordKind.Input) return true;
        Close();
        if (_isOver) return false;
        TakeInput(in record);
        return true;
    }

    private void TakeInput(in JournalRecord record)
    {
        _inputNumber++;
        _inputSequence = record.Sequence;
        _inputLength = record.Message.Length;
        if (_input.Length < _inputLength) _input = new byte[_inputLength * 2];
        record.Message.CopyTo(_input);
        _delays.Learn(in record);
        if (record.TryAs<SubmitOrder>(out var submit)) Keep(in record, submit.AccountId, submit.ClientOrderId);
        if (record.TryAs<CancelOrder>(out var cancel)) Keep(in record, cancel.AccountId, cancel.ClientOrderId, cancel.OrderId);
        if (record.TryAs<ReplaceOrder>(out var replace)) Keep(in record, replace.AccountId, replace.ClientOrderId, replace.OrderId);
    }

    private void Keep(in JournalRecord record, uint account, ulong clientOrder, ulong order = 0)
    {
        if (order == _orderId && _facts is not null) (account, clientOrder) = (_facts.AccountId, _facts.ClientOrderId);
        if (clientOrder == 0) return;
        if (!_commands.TryGetValue((account, clientOrder), out var kept)) _commands[(account, clientOrder)] = kept = [];
        kept.Add((new RecordCopy(in record), _inputNumber));
    }

    private void TakeOutput(in JournalRecord record, SessionNames names)
    {
        var isAbout = OrderOf(in record) == _orderId;
        if (!isAbout && !(_hasFilled && IsPositionOfOrder(in record))) return;
        record.TryGetCause(out _, out var index);
        _outputs.Add(new OrderOutput(new RecordCopy(in record), index));
        if (record.TryAs<OrderAccepted>(out var accepted)) _facts = OrderWords.FactsOf(in accepted, names);
        if (record.TryAs<OrderRejected>(out var rejected))
        {
            _facts ??= OrderWords.FactsOf(in rejected, names);
            _isOver |= rejected.IsEnded != 0;
        }

        if (record.TryAs<OrderFilled>(out var filled))
        {
            _hasFilled = true;
            _isOver |= filled.LeavesQuantity == 0;
        }

        _isOver |= record.Is<OrderCanceled>() || record.Is<OrderExpired>();
    }

    // What the input in hand caused is complete.
    private void Close()
    {
        _hasFilled = false;
        if (_outputs.Count == 0) return;
        var cause = new RecordCopy(new JournalRecord(_inputSequence, _input.AsSpan(0, _inputLength)));
        _events.Add(new OrderEvent(cause, _inputNumber, [.. _outputs]));
        _outputs.Clear();
    }

    private OrderStory Story(ulong sessionId)
    {
        if (_facts is null || _events.Count == 0)
            throw new InputRefusedException($"session {sessionId} has no order {_orderId}");
        var commands = _commands.GetValueOrDefault((_facts.AccountId, _facts.ClientOrderId), []);
        foreach (var (record, number) in commands)
            if (_events.All(e => e.InputNumber != number)) _events.Add(new OrderEvent(record, number, []));
        _events.Sort((left, right) => left.InputNumber.CompareTo(right.InputNumber));
        return new OrderStory(_orderId, _facts, _events, DecisionOf(_events[0]));
    }

    private OrderDecision DecisionOf(OrderEvent first)
    {
        if (first.Cause.Record.Is<SubmitOrder>()) return OrderDecision.Asked;
        if (first.Outputs.Any(output => output.Record.Record.Is<LedgerPosted>())) return OrderDecision.Held;
        if (first.Outputs.Any(output => output.Record.Record.Is<OrderRejected>())) return OrderDecision.AtOnce;
        return _delays.HasDelay(_facts!.InstrumentId) ? OrderDecision.Unknown : OrderDecision.AtOnce;
    }

    private bool IsPositionOfOrder(in JournalRecord record) =>
        record.TryAs<PositionChanged>(out var position) && _facts is not null && position.InstrumentId == _facts.InstrumentId
        && position.AccountId == _facts.AccountId && position.StrategyId == _facts.StrategyId;

    private static ulong OrderOf(in JournalRecord record)
    {
        if (MessageShapes.OrderFieldOf(record.TemplateId) is not { } field) return 0;
        return field.TryGetNumber(MessageShape.BlockOf(record.Message), out var order) ? (ulong)order : 0;
    }
}
