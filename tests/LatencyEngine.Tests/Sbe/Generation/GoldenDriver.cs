namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>The source of a client of the golden schema, compiled beside the generated code.</summary>
internal static class GoldenDriver
{
    public const string Source = """
        using System;

        namespace NAMESPACE;

        public static class Driver
        {
            private static readonly byte[] _buffer = new byte[256];

            /// <summary>Decodes, copies every property into a fresh message, and encodes it as the given version.</summary>
            public static int CopyTick(byte[] source, byte[] destination, int version)
            {
                if (!Tick.TryDecode(source, out var from)) return -1;
                var to = Tick.Create();
                to.SeqNo = from.SeqNo;
                to.InstrumentId = from.InstrumentId;
                to.Flags = from.Flags;
                to.Level = from.Level;
                to.Bid = from.Bid;
                to.AskRef.Mantissa = from.Ask.Mantissa;
                to.BidQty = from.BidQty;
                to.AskQty = from.AskQty;
                to.Last = from.Last.IsNull ? PriceOpt.Null : new PriceOpt { Mantissa = from.Last.Mantissa };
                to.SourceTime = from.SourceTime;
                to.TradeCount = from.TradeCount;
                return to.TryEncodeAs(version, destination, out var length) ? length : -2;
            }

            public static int CopyHeartbeat(byte[] source, byte[] destination, int version) =>
                Heartbeat.TryDecode(source, out var message)
                && message.TryEncodeAs(version, destination, out var length) ? length : -1;

            /// <summary>Does the same for the block of a message that has more than its block. Returns the block's bytes.</summary>
            public static byte[] CopyNewOrderBlock(byte[] block, int version)
            {
                if (NewOrderBlock.DecodeBlock(block, version, out var from) != SbeStatus.Ok) return [];
                var to = NewOrderBlock.Create();
                to.ClOrdId = from.ClOrdId;
                to.Account = from.Account;
                to.Side = from.Side;
                to.OrdType = from.OrdType;
                to.TimeInForce = from.TimeInForce;
                to.DisplayVenue = from.DisplayVenue;
                to.Flags = from.Flags;
                to.Qty = from.Qty;
                to.MinQty = from.MinQty;
                to.Price = from.Price;
                to.StopPx = from.StopPx;
                to.Symbol = from.Symbol;
                CopyInstrument(from.Instrument, ref to.InstrumentRef);
                for (var i = 0; i < NewOrderBlock.LadderLength; i++) to.SetLadder(i, from.GetLadder(i));
                to.Ratio = from.Ratio;
                to.TransactTime = from.TransactTime;
                to.AlgoId = from.AlgoId;
                to.Wide = from.Wide;
                return to.AsBytes().ToArray();
            }

            private static void CopyInstrument(Instrument from, ref Instrument to)
            {
                to.InstrumentId = from.InstrumentId;
                to.Venue = from.Venue;
                to.TickSizeRef.Mantissa = from.TickSize.Mantissa;
                to.TickSizeRef.Exponent = from.TickSize.Exponent;
                to.LotRef.LotSize = from.Lot.LotSize;
                to.LotRef.LotKind = from.Lot.LotKind;
                to.LotRef.LotFlags = from.Lot.LotFlags;
            }

            /// <summary>Encodes and decodes a tick; run by the allocation test.</summary>
            public static void RoundTrip()
            {
                var tick = Tick.Create();
                tick.SeqNo = 7;
                tick.Flags = TickFlags.Trade;
                tick.TradeCount = 3;
                if (!tick.TryEncode(_buffer, out var length)) throw new InvalidOperationException();
                if (!Tick.TryDecode(_buffer.AsSpan(0, length), out var decoded)) throw new InvalidOperationException();
                ref readonly var view = ref Tick.View(_buffer.AsSpan(0, length), out var status);
                if (status != SbeStatus.Ok || view.SeqNo != decoded.SeqNo) throw new InvalidOperationException();
                if (decoded.TradeCount != 3) throw new InvalidOperationException();
                Tick.EncodeInPlace(_buffer).SeqNo = 8;
            }

            /// <summary>Formats a tick into a span; run by the allocation test.</summary>
            public static void Format()
            {
                Span<char> text = stackalloc char[512];
                if (!Tick.Create().TryFormat(text, out _)) throw new InvalidOperationException();
            }

            /// <summary>Any message as JSON, through the class of all messages.</summary>
            public static string Json(byte[] source)
            {
                using var stream = new System.IO.MemoryStream();
                using (var writer = new System.Text.Json.Utf8JsonWriter(stream))
                    if (!MESSAGES.TryWriteJson(source, writer, out var status)) return status.ToString();
                return System.Text.Encoding.UTF8.GetString(stream.ToArray());
            }

            public static int Status(byte[] source) => (int)Tick.Decode(source, out _);

            public static int ViewStatus(byte[] source)
            {
                ref readonly var tick = ref Tick.View(source, out var status);
                if (status != SbeStatus.Ok && tick.TradeCount is not null) throw new InvalidOperationException();
                return (int)status;
            }
        }
        """;
}
