using Microsoft.ML;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Transformers;

public sealed class SelectAnomaliesTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void ScoredRows_ThoseOfTheSmallestPValuesStay()
    {
        float[][] rows = Samples.Rows(50);
        for (int row = 0; row < 10; row++)
            rows[5 * row][2] += 1000;
        var scored = Trained.Detector.Transform(new VectorTable("Features", rows));
        float[] pValues = ColumnValues.Scalars<float>(scored, "PValue");
        bool[] selected = new bool[50];
        int count = FalseDiscoveryRate.Select(pValues, 0.1, selected);

        var anomalies = _context.AnomalyDetection.SelectAnomalies(scored, falseDiscoveryRate: 0.1);

        Assert.InRange(count, 10, 12);
        Assert.Equal(pValues.Where((_, row) => selected[row]), ColumnValues.Scalars<float>(anomalies, "PValue"));
        Assert.Equal(scored.Schema.Select(column => column.Name), anomalies.Schema.Select(column => column.Name));
    }

    [Fact]
    public void NothingToGoBy_NoRowStays()
    {
        var scored = Trained.Detector.Transform(new VectorTable("Features", Samples.Rows(50)));
        Assert.Empty(ColumnValues.Scalars<float>(_context.AnomalyDetection.SelectAnomalies(scored, 0.0001), "PValue"));
    }

    [Fact]
    public void WhatCannotBe_IsRefusedByName()
    {
        var scored = Trained.Detector.Transform(new VectorTable("Features", Samples.Rows(5)));
        var catalog = _context.AnomalyDetection;
        Assert.Throws<ArgumentOutOfRangeException>("falseDiscoveryRate", () => catalog.SelectAnomalies(scored, 0));
        Assert.Throws<ArgumentOutOfRangeException>("falseDiscoveryRate", () => catalog.SelectAnomalies(scored, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("pValueColumnName", () => catalog.SelectAnomalies(scored, 0.1, "Value"));
        Assert.Throws<ArgumentOutOfRangeException>("pValueColumnName", () => catalog.SelectAnomalies(scored, 0.1, "Features"));
        Assert.Throws<ArgumentNullException>("scored", () => catalog.SelectAnomalies(null!, 0.1));
        Assert.Throws<ArgumentNullException>("catalog", () => ((AnomalyDetectionCatalog)null!).SelectAnomalies(scored, 0.1));
    }
}
