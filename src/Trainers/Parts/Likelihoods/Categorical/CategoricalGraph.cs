using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// <see cref="Categorical"/> as ONNX nodes: of each table of blocks a value a block, [N, blocks, 1]; then each slot takes that of its block, [N,
/// features].
/// </summary>
internal sealed class CategoricalGraph
{
    private const float Far = 1e30f; // an infinity that can be subtracted

    private readonly GraphBuilder _graph;
    private readonly GraphValue _output, _logits; // of any shape, and [N, features]
    private readonly CategoricalTable[] _tables;
    private readonly GraphValue _none; // at the first slot of each block, [1, features]
    private readonly long[] _firstOf; // the first slot of a slot's block; 0 for slots of other likelihoods, [features]
    private readonly long[] _blockOf; // number among the tables' blocks; 0 for slots of other likelihoods, [features]
    private readonly float[] _place; // in its block, [features]

    /// <param name="output">What the decoder gives, its last axis the features.</param>
    /// <param name="parameters">The model's.</param>
    public CategoricalGraph(GraphValue output, GraphParameters parameters)
    {
        _graph = output.Graph;
        _output = output;
        _logits = output.Reshape(-1, parameters.FeatureCount) + parameters[Categorical.LogShare];
        float[] logShare = parameters.Values(Categorical.LogShare), none = parameters.Values(Categorical.LogShareOfNone);
        var tables = BlockTable.Create(parameters.Blocks(VaeLikelihood.Categorical));
        _none = parameters[Categorical.LogShareOfNone].Reshape(1, -1);
        _tables = [.. tables.Select((table, i) => new CategoricalTable(_none, $"categorical.{i}", table, logShare, none))];
        _firstOf = new long[parameters.FeatureCount];
        _blockOf = new long[parameters.FeatureCount];
        _place = new float[parameters.FeatureCount];
        long number = 0;
        foreach (var block in tables.SelectMany(table => table.Blocks))
        {
            foreach (int slot in block.Slots)
                (_firstOf[slot], _blockOf[slot], _place[slot]) = (block.First, number, slot - block.First);
            number++;
        }
    }

    /// <summary>The probability of each slot, [N, features].</summary>
    public GraphValue Probabilities() => (_logits - BySlot(table => table.LogSum(_logits))).Exp();

    /// <summary>−log p(x | z) at the slot where it stands and 0 at the others, of the shape of the output.</summary>
    public GraphValue NegativeLog(RowValues rows)
    {
        int features = _place.Length;
        var x = rows.Standardized.Reshape(-1, features);
        var known = rows.Missing.Choose(_graph.Number(-Far), x);
        var missing = rows.Missing.ToFloat();
        foreach (var table in _tables)
            table.Read(x, known, missing);

        var isNone = OfRow(table => table.IsNone) > 0.5f;
        var distance = OfRow(table => table.Distance);
        var hasIt = isNone.Choose(_none.Gather(_graph.Whole("categorical.first", _firstOf, features)), _logits.ReshapeLike(_output));
        var logit = (distance > 0).Choose(OfOutput(table => table.MinLogit(_logits)), hasIt);
        var score = OfOutput(table => table.LogSum(_logits)) - logit + Binary.DistanceWeight * distance;
        var isElsewhere = (OfRow(table => table.Position) - _graph.Tensor("categorical.place", _place, features)).Abs() > 0.5f;
        var isMissing = OfRow(table => table.MissingSlots) > 0.5f;
        return isMissing.Choose(_graph.Number(0), isElsewhere.Choose(_graph.Number(0), score));

        GraphValue OfRow(Func<CategoricalTable, GraphValue> ofBlocks) => BySlot(ofBlocks).ReshapeLike(rows.Standardized);
        GraphValue OfOutput(Func<CategoricalTable, GraphValue> ofBlocks) => BySlot(ofBlocks).ReshapeLike(_output);
    }

    private GraphValue BySlot(Func<CategoricalTable, GraphValue> ofBlocks)
    {
        GraphValue[] tables = [.. _tables.Select(table => ofBlocks(table).Reshape(-1, table.Blocks))];
        var all = tables.Length == 1 ? tables[0] : _graph.Node("Concat", tables, GraphAttribute.Integer("axis", 1));
        return all.Gather(_graph.Whole("categorical.block", _blockOf, _blockOf.Length));
    }

    /// <summary>One table of blocks in the graph.</summary>
    private sealed class CategoricalTable(GraphValue noneBySlot, string name, BlockTable table, float[] logShare, float[] none)
    {
        private readonly GraphBuilder _graph = noneBySlot.Graph;

        public int Blocks => table.Blocks.Count;

        /// <summary>Where a block's score stands: its largest slot, counted in the block, [N, blocks, 1].</summary>
        public GraphValue Position { get; private set; } = null!;

        /// <summary>1 where a block is nearest to the category without a 1, or is it, [N, blocks, 1].</summary>
        public GraphValue IsNone { get; private set; } = null!;

        /// <summary>The squared distance from the nearest category, [N, blocks, 1].</summary>
        public GraphValue Distance { get; private set; } = null!;

        /// <summary>How many slots are missing where the others are 0; 0 where one is not, [N, blocks, 1].</summary>
        public GraphValue MissingSlots { get; private set; } = null!;

        private GraphValue None => noneBySlot.Gather(
            _graph.Whole($"{name}.first", [.. table.Blocks.Select(block => (long)block.First)], table.Blocks.Count, 1));

        /// <summary>log Σ eᵃ, [N, blocks, 1].</summary>
        public GraphValue LogSum(GraphValue logits)
        {
            var a = Cells(logits) + ByCell("filled", _ => 0, -Far);
            var largest = _graph.Node("Max", [a.Largest(2), None]);
            return largest + ((a - largest).Exp().Sum(table.Size) + (None - largest).Exp()).Log();
        }

        /// <summary>The smallest logit of a category that training had, [N, blocks, 1].</summary>
        public GraphValue MinLogit(GraphValue logits)
        {
            var a = Cells(logits) + ByCell("unknown_far_above", Unknown(Far), Far);
            return _graph.Node("Min", [a.Least(2), ByBlock("none_or_far", first => Categorical.IsKnown(none[first]) ? none[first] : Far)]);
        }

        /// <summary>Reads what rows say of the blocks.</summary>
        /// <param name="x">[N, features], 0 where missing.</param>
        /// <param name="known">The same, far below where missing.</param>
        /// <param name="missing">1 where missing, [N, features].</param>
        public void Read(GraphValue x, GraphValue known, GraphValue missing)
        {
            var isSlot = ByCell("is_slot", _ => 1, 0);
            var value = Cells(x) * isSlot;
            var knownValue = Cells(known);
            var candidates = (knownValue + ByCell("unknown_far_below", Unknown(-Far), -Far)).AtLeast(-Far);
            Position = (knownValue + ByCell("filled", _ => 0, -Far)).IndexOfLargest(2);
            IsNone = ByBlock("has_none", first => Categorical.IsKnown(none[first]) ? 1 : 0) * (candidates.Largest(2) < 0.5f).ToFloat();
            var places = _graph.Tensor($"{name}.places", Enumerable.Range(0, table.Size).Select(k => (float)k).ToArray(), table.Size);
            var category = ((places - candidates.IndexOfLargest(2)).Abs() < 0.5f).ToFloat() * (1 - IsNone);
            var difference = value - category;
            Distance = (difference * difference).Sum(table.Size);
            MissingSlots = (value.Abs().Sum(table.Size) > 0).Choose(_graph.Number(0), (Cells(missing) * isSlot).Sum(table.Size));
        }

        // From [N, features] to [N, blocks, size].
        private GraphValue Cells(GraphValue bySlot) =>
            bySlot.Gather(_graph.Whole($"{name}.slots", table.Slots, table.Blocks.Count, table.Size));

        private GraphValue ByCell(string what, Func<int, float> ofSlot, float fill) =>
            _graph.Tensor($"{name}.{what}", table.Values(ofSlot, fill), table.Blocks.Count, table.Size);

        private GraphValue ByBlock(string what, Func<int, float> ofFirstSlot) =>
            _graph.Tensor($"{name}.{what}", table.Blocks.Select(block => ofFirstSlot(block.First)).ToArray(), table.Blocks.Count, 1);

        private Func<int, float> Unknown(float far) => slot => Categorical.IsKnown(logShare[slot]) ? 0 : far;
    }
}
