using TorchSharp;

namespace MLNet.Vae.Tests.Torch;

/// <summary>libtorch's number of threads is the process's and the thread's, and it is the caller's.</summary>
public sealed class ThreadTests : TorchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NumberOfThreads_IsRestored(int threads)
    {
        int before = torch.get_num_threads();
        torch.set_num_threads(3);
        try
        {
            var options = TorchCase.Of("Gaussian").Options();
            (options.NumberOfThreads, options.NumberOfEpochs) = (threads, 2);
            VaeModel.Fit(TorchCase.Of("Gaussian").Rows(), TorchCase.FeatureCount, options, null, TestContext.Current.CancellationToken);
            Assert.Equal(3, torch.get_num_threads());
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void TwoTrainingsAtOnce_GiveTheResultsOfEachAlone()
    {
        var (one, other) = (TorchCase.Of("mixed, masked, three samples").Plan(), TorchCase.Of("ragged batch").Plan());
        float[] expectedOne = TrainingTests.Train(one), expectedOther = TrainingTests.Train(other), foundOne = [], foundOther = [];
        InNewThreads(() => foundOne = TrainingTests.Train(one), () => foundOther = TrainingTests.Train(other));
        Assert.Equal(expectedOne, foundOne);
        Assert.Equal(expectedOther, foundOther);
    }

    // The second thread uses libtorch for the first time while the first trains, and so begins with the first's number of threads.
    [Fact]
    public void ThreadThatBeginsDuringATraining_KeepsNothingOfIt()
    {
        var plan = TorchCase.Of("Gaussian").Plan(); // one thread
        int before = torch.get_num_threads(), after = 0, later = 0;
        torch.set_num_threads(5);
        try
        {
            using var started = new ManualResetEventSlim();
            using var finished = new ManualResetEventSlim();
            InNewThreads(
                () =>
                {
                    using var run = TorchSharpBackend.Cpu.Start(plan);
                    started.Set();
                    finished.Wait();
                },
                () =>
                {
                    started.Wait();
                    TrainingTests.Train(plan);
                    after = torch.get_num_threads();
                    finished.Set();
                });
            InNewThreads(() => later = torch.get_num_threads());
            Assert.Equal(5, after);
            Assert.Equal(5, later);
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    private static void InNewThreads(params Action[] works)
    {
        var failures = new Exception?[works.Length];
        var threads = works.Select((work, i) => new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception failure)
            {
                failures[i] = failure;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(failures, failure => Assert.Null(failure));
    }
}
