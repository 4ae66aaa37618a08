package dev.zproc.spring;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.state.Accessor;
import java.lang.reflect.Method;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Makes each generated accessor of the application's packages a bean, unless there is one of its
 * type: of the scope prototype, since an accessor knows what its user has seen.
 *
 * <p>Threads: used by the thread that starts the application.
 */
final class AccessorBeans implements BeanDefinitionRegistryPostProcessor {

  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    if (!(registry instanceof ConfigurableListableBeanFactory beans)
        || !AutoConfigurationPackages.has(beans)) {
      return;
    }
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(Accessor.class));
    for (String scanned : AutoConfigurationPackages.get(beans)) {
      for (BeanDefinition found : scanner.findCandidateComponents(scanned)) {
        register(registry, beans, found);
      }
    }
  }

  private static void register(
      BeanDefinitionRegistry registry,
      ConfigurableListableBeanFactory beans,
      BeanDefinition found) {
    Class<?> accessor =
        ClassUtils.resolveClassName(
            String.valueOf(found.getBeanClassName()), beans.getBeanClassLoader());
    Method of = ReflectionUtils.findMethod(accessor, "of", ZProc.class);
    if (of == null || beans.getBeanNamesForType(accessor, true, false).length > 0) {
      return;
    }
    RootBeanDefinition bean = new RootBeanDefinition(accessor);
    bean.setScope(BeanDefinition.SCOPE_PROTOTYPE);
    // Named rather than called, so that Spring can write code of it ahead of time (process-aot).
    bean.setUniqueFactoryMethodName(of.getName());
    bean.setResolvedFactoryMethod(of);
    bean.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
    registry.registerBeanDefinition(accessor.getName(), bean);
  }
}
